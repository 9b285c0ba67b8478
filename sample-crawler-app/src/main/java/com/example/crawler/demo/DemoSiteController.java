package com.example.crawler.demo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The pages of the demo site that are not static: one to change or take away between two
 * crawls, and one that no DynamoDB item could hold.
 */
@Controller
@RequestMapping("/demo-site")
@ConditionalOnBooleanProperty(name = "crawler.demo-site", matchIfMissing = true)
class DemoSiteController {

	private static final int ROWS = 20_000;

	private volatile String notice = "The library is open from nine to five.";

	@GetMapping("/notice.html")
	String notice(Model model) {
		if (this.notice.isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "The notice has been taken down");
		}
		return show("demo/notice", model);
	}

	@GetMapping("/edit")
	String edit(Model model) {
		return show("demo/edit", model);
	}

	@PostMapping("/edit")
	String change(@RequestParam String notice) {
		this.notice = notice.strip();
		return "redirect:/demo-site/edit";
	}

	@GetMapping("/large.html")
	String large(Model model) {
		model.addAttribute("rows", ROWS);
		return "demo/large";
	}

	private String show(String view, Model model) {
		model.addAttribute("notice", this.notice);
		return view;
	}

}
