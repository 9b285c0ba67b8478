package com.example.crawler.page;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.awspring.cloud.dynamodb.DynamoDbTableNameResolver;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.ScanEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Lists stored pages without their contents.
 * <p>
 * A repository's {@code findAll} reads every object from S3, which is what an export
 * wants and a list does not. The items alone are small, so this reads them through the
 * Enhanced Client that Spring Cloud AWS provides: the same table, seen as
 * {@link PageSummary}, one page of the list per request and continued after the last key.
 * Millions of pages would call for a secondary index on {@code site}; for thousands a
 * scan is a few requests.
 */
@Component
public class PageCatalog {

	private static final String[] ATTRIBUTES = { "url", "site", "title", "status", "size", "fetchedAt" };

	private static final Comparator<PageSummary> LARGEST_FIRST = Comparator.comparingInt(PageSummary::getSize)
		.reversed();

	private final DynamoDbTable<PageSummary> table;

	PageCatalog(DynamoDbEnhancedClient client, DynamoDbTableNameResolver tableNames) {
		this.table = client.table(tableNames.resolve(Page.class), TableSchema.fromBean(PageSummary.class));
	}

	/**
	 * Returns a part of the list. DynamoDB decides which pages are in it; among them, the
	 * largest come first.
	 * @param after the URL that the previous part ended with, or {@code null} to begin
	 * @param limit the most entries to return
	 * @return the part
	 */
	public Part list(@Nullable String after, int limit) {
		return translating(() -> scan((request) -> {
			request.limit(limit);
			if (after != null) {
				request.exclusiveStartKey(Map.of("url", AttributeValue.fromS(after)));
			}
		}).findFirst().orElseGet(() -> new Part(List.of(), Optional.empty())));
	}

	/**
	 * Returns the URLs of a site's pages.
	 * @param site the site, as in {@link Page#getSite()}
	 * @return the URLs
	 */
	public List<String> findUrls(String site) {
		Expression ofSite = Expression.builder()
			.expression("site = :site")
			.putExpressionValue(":site", AttributeValue.fromS(site))
			.build();
		return translating(
				() -> scan((request) -> request.filterExpression(ofSite)).flatMap((part) -> part.pages().stream())
					.map(PageSummary::getUrl)
					.toList());
	}

	/**
	 * Tells whether nothing is stored.
	 * @return whether the table is empty
	 */
	public boolean isEmpty() {
		return list(null, 1).pages().isEmpty();
	}

	private <R> R translating(Supplier<R> call) {
		try {
			return call.get();
		}
		catch (SdkException ex) {
			throw new DataAccessResourceFailureException(
					"DynamoDB table '" + this.table.tableName() + "' cannot be listed: " + ex.getMessage(), ex);
		}
	}

	private Stream<Part> scan(Consumer<ScanEnhancedRequest.Builder> customizer) {
		ScanEnhancedRequest.Builder request = ScanEnhancedRequest.builder()
			.consistentRead(true)
			.attributesToProject(ATTRIBUTES);
		customizer.accept(request);
		return this.table.scan(request.build()).stream().map(Part::of);
	}

	/**
	 * A part of the list.
	 *
	 * @param pages the pages
	 * @param next the URL to continue after, if there may be more
	 */
	public record Part(List<PageSummary> pages, Optional<String> next) {

		private static Part of(software.amazon.awssdk.enhanced.dynamodb.model.Page<PageSummary> page) {
			return new Part(page.items().stream().sorted(LARGEST_FIRST).toList(),
					Optional.ofNullable(page.lastEvaluatedKey()).map((key) -> key.get("url")).map(AttributeValue::s));
		}

	}

}
