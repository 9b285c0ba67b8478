package io.github.s3backed.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Notes names and numbers that may be too long to be read again. Jackson limits their
 * length when it reads, and not when it writes.
 */
final class LengthWatch extends JsonGeneratorDelegate {

	private final StreamReadConstraints limits;

	private boolean suspicious;

	LengthWatch(JsonGenerator generator, StreamReadConstraints limits) {
		super(generator);
		this.limits = limits;
	}

	/**
	 * Tells whether one must be looked at.
	 */
	boolean isSuspicious() {
		return this.suspicious;
	}

	@Override
	public JsonGenerator writeName(String name) {
		this.suspicious |= name.length() > this.limits.getMaxNameLength();
		super.writeName(name);
		return this;
	}

	@Override
	public JsonGenerator writeNumber(BigInteger value) {
		note(value, 0);
		super.writeNumber(value);
		return this;
	}

	@Override
	public JsonGenerator writeNumber(BigDecimal value) {
		if (value != null) {
			note(value.unscaledValue(), value.scale());
		}
		super.writeNumber(value);
		return this;
	}

	/**
	 * A digit has more than three bits; sign, point, exponent and leading zeros are more
	 * than made up for.
	 */
	private void note(BigInteger value, int scale) {
		if (value != null) {
			this.suspicious |= value.bitLength() / 3L + Math.abs((long) scale) + 20 > this.limits.getMaxNumberLength();
		}
	}

}
