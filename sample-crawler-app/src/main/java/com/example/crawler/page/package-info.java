/**
 * What is stored, and the ways to find it again.
 */
@NullMarked
package com.example.crawler.page;

import org.jspecify.annotations.NullMarked;
