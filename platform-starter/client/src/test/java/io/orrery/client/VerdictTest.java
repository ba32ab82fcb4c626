package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  private static Verdict of(Status status, Metadata trailers) {
    return Verdict.of(OrreryException.of(status.asRuntimeException(trailers)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NOT_FOUND           | no such job                                         | TOO_LATE
          FAILED_PRECONDITION | another worker has it                               | TOO_LATE
          UNAVAILABLE         | no leader                                           | PASSING
          DEADLINE_EXCEEDED   |                                                     | PASSING
          RESOURCE_EXHAUSTED  |                                                     | PASSING
          RESOURCE_EXHAUSTED  | Expected to have less requests                      | PASSING
          RESOURCE_EXHAUSTED  | gRPC message exceeds maximum size 4194304: 5000000  | REFUSED
          RESOURCE_EXHAUSTED  | received message larger than max (5000000 vs. 4194304) | REFUSED
          INTERNAL            | Command 'COMPLETE' rejected with code 'PROCESSING_ERROR': x | REFUSED
          INTERNAL            | RST_STREAM closed stream                            | UNCLEAR
          CANCELLED           | RST_STREAM closed stream                            | UNCLEAR
          UNKNOWN             | HTTP status code 500                                | UNCLEAR
          INVALID_ARGUMENT    | no JSON object                                      | REFUSED
          UNIMPLEMENTED       |                                                     | REFUSED
          """)
  void followsTheCodeAndTheTextOfAnyPlatform(Status.Code code, String text, Verdict verdict) {
    assertThat(of(code.toStatus().withDescription(text), new Metadata())).isEqualTo(verdict);
  }

  @Test
  void takesNoOverloadThatSaysWhatIsShortForAMessageThatIsTooLarge() {
    Metadata trailers = new Metadata();
    trailers.put(
        Metadata.Key.of("orrery-overload-cause", Metadata.ASCII_STRING_MARSHALLER), "disk");
    Status status = Status.RESOURCE_EXHAUSTED.withDescription("message larger than max");

    assertThat(of(status, trailers)).isEqualTo(Verdict.PASSING);
  }
}
