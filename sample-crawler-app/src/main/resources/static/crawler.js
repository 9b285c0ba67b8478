// Follows a crawl that is running. The form is left as it is, whatever is typed there.
(() => {
	const live = ["progress", "stop", "outcome", "pages"];

	const isRunning = () => document.querySelector("#stop form") !== null;

	const refresh = async () => {
		const response = await fetch(location.href, { headers: { Accept: "text/html" } });
		if (!response.ok) {
			throw new Error(`HTTP status ${response.status}`);
		}
		const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
		for (const id of live) {
			const [old, now] = [document.getElementById(id), fresh.getElementById(id)];
			if (old.innerHTML !== now.innerHTML) {
				old.replaceChildren(...now.childNodes);
			}
		}
	};

	const follow = async () => {
		try {
			await refresh();
		}
		catch (error) {
			console.warn("No news of the crawl; asking again", error);
		}
		if (isRunning()) {
			setTimeout(follow, 1000);
		}
	};

	if (isRunning()) {
		setTimeout(follow, 1000);
	}
})();
