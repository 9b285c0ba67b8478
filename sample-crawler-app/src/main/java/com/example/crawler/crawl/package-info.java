/**
 * The crawl: which pages are visited, and what becomes of each.
 */
@NullMarked
package com.example.crawler.crawl;

import org.jspecify.annotations.NullMarked;
