package com.example.crawler.web;

import com.example.crawler.crawl.MemoryBudget;
import com.example.crawler.crawl.MemoryNeeds;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets what reads whole pages wait until there is memory for one.
 */
@Configuration(proxyBeanMethods = false)
class MemoryConfiguration implements WebMvcConfigurer {

	private final MemoryInterceptor interceptor;

	MemoryConfiguration(MemoryBudget budget, MemoryNeeds needs) {
		this.interceptor = new MemoryInterceptor(budget, needs.ofStoredPage());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.interceptor).addPathPatterns("/page", "/page/html", "/page/image");
	}

}
