/**
 * The web pages that show what is stored.
 */
@NullMarked
package com.example.crawler.web;

import org.jspecify.annotations.NullMarked;
