package io.orrery.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.operate.Caller;
import io.orrery.operate.OperateTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

@OperateTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ConsoleFilesTest {

  private final Caller caller;

  ConsoleFilesTest(@LocalServerPort int port) {
    this.caller = new Caller(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/sign-in", "/instances/2251799813685251", "/processes?state=ACTIVE"})
  void answersItsPageForEveryPathOfItsOwn(String path) {
    var answer = caller.call("GET", path, null);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<title>console</title>");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
  }

  @Test
  void letsFilesWithAHashInTheirNameBeKept() {
    var answer = caller.call("GET", "/assets/app-1234.js", null);

    assertThat(answer.body()).contains("let a = 1");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
        .contains("immutable", "max-age=31536000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/assets/gone.js", "/gone.js", "/actuator/x", "/oauth2/x"})
  void answersNoPageForAFileThatIsNotThere(String path) {
    assertThat(caller.call("GET", path, null).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../application.properties", "/%2e%2e/application.properties"})
  void staysWithinItsFolder(String path) {
    assertThat(caller.call("GET", path, null).body()).doesNotContain("banner-mode");
  }
}
