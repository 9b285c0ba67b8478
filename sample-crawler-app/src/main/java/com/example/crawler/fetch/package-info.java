/**
 * Requests to the web, and the addresses that they may go to.
 */
@NullMarked
package com.example.crawler.fetch;

import org.jspecify.annotations.NullMarked;
