package io.github.s3backed.testsupport;

/**
 * The same with LocalStack, where there is Docker.
 */
@AwsTest(AwsBackend.LOCALSTACK)
class LocalStackStandInsTests extends StandInsTests {

	LocalStackStandInsTests(AwsEnvironment aws) {
		super(aws);
	}

}
