package io.github.s3backed.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Answers {@code BatchGetItem}, and leaves some of it unanswered. What is wrong with an
 * answer stays wrong for the rest of the operation, but for a single key that is left
 * unread.
 */
final class BatchReads {

	private static final String OTHER_NAME = "arn:aws:dynamodb:eu-central-1:111122223333:table/other";

	private final Choices choices;

	private final Map<Operation, Fault> lasting = new HashMap<>();

	BatchReads(Choices choices) {
		this.choices = choices;
	}

	BatchGetItemResponse read(Wire wire, BatchGetItemRequest request,
			Function<KeysAndAttributes, List<Map<String, AttributeValue>>> items) {
		SimulatedProcess process = wire.process();
		Operation operation = process.operation();
		return wire.call(new WireCall<>(WireCall.Kind.READ_ITEMS, "BatchGetItem", process,
				Retries.allowedBelow(request), null, (fault) -> {
					String table = request.requestItems().keySet().iterator().next();
					KeysAndAttributes keys = request.requestItems().get(table);
					requireKeys(keys);
					Fault met = lasting(operation, fault);
					return answer(met, (operation != null && lasts(operation)) ? 0 : keys.keys().size() - 1, table,
							keys, items);
				}));
	}

	/**
	 * One key that no item can have makes DynamoDB refuse all.
	 */
	private static void requireKeys(KeysAndAttributes keys) {
		boolean valid = keys.keys()
			.stream()
			.flatMap((key) -> key.values().stream())
			.allMatch((value) -> value.s() != null && !value.s().isEmpty());
		if (!valid) {
			throw FaultErrors.describe(DynamoDbException.builder(), "ValidationException", 400);
		}
	}

	private Fault lasting(@Nullable Operation operation, Fault fault) {
		if (operation == null) {
			return fault;
		}
		if (fault == Fault.OTHER_NAME || fault == Fault.ERROR_PAGE
				|| (fault == Fault.UNPROCESSED && this.choices.pick(Choices.Kind.DETAIL, 2) == 1)) {
			this.lasting.put(operation, fault);
		}
		return this.lasting.getOrDefault(operation, fault);
	}

	private BatchGetItemResponse answer(Fault fault, int read, String table, KeysAndAttributes keys,
			Function<KeysAndAttributes, List<Map<String, AttributeValue>>> items) {
		return switch (fault) {
			case ERROR_PAGE -> BatchGetItemResponse.builder().build();
			case OTHER_NAME -> BatchGetItemResponse.builder().responses(Map.of(OTHER_NAME, items.apply(keys))).build();
			case UNPROCESSED -> {
				KeysAndAttributes done = part(keys, 0, read);
				yield BatchGetItemResponse.builder()
					.responses(Map.of(table, items.apply(done)))
					.unprocessedKeys(Map.of(table, part(keys, read, keys.keys().size())))
					.build();
			}
			default -> BatchGetItemResponse.builder()
				.responses(Map.of(table, items.apply(keys)))
				.unprocessedKeys(Map.of())
				.build();
		};
	}

	private static KeysAndAttributes part(KeysAndAttributes keys, int from, int to) {
		return keys.toBuilder().keys(keys.keys().subList(from, to)).build();
	}

	/**
	 * Tells whether an operation has got no answer ever since a fault.
	 */
	boolean lasts(Operation operation) {
		return this.lasting.containsKey(operation);
	}

}
