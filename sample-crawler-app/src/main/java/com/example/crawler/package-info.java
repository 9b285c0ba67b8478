/**
 * A web crawler that keeps pages of any size, built on the starter alone.
 */
@NullMarked
package com.example.crawler;

import org.jspecify.annotations.NullMarked;
