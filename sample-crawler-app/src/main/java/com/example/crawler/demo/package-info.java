/**
 * A small site to crawl, served by the application itself.
 */
@NullMarked
package com.example.crawler.demo;

import org.jspecify.annotations.NullMarked;
