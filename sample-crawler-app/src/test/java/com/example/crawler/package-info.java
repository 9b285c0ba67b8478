@NullMarked
package com.example.crawler;

import org.jspecify.annotations.NullMarked;
