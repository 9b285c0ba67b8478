package io.github.s3backed.testsupport;

/**
 * The same with LocalStack, where there is Docker.
 */
@AwsTest(value = AwsBackend.LOCALSTACK, because = "it looks at LocalStack as a stand-in")
class LocalStackStandInsTests extends StandInsTests {

	LocalStackStandInsTests(AwsEnvironment aws) {
		super(aws);
	}

}
