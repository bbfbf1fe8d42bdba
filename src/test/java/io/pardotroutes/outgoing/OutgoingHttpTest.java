package io.pardotroutes.outgoing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that no route makes: sign-in and commands. */
class OutgoingHttpTest {

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "2852039166", "[fe80::1]", "[fd00:ec2::254]", "[::ffff:169.254.169.254]"})
  void noConnectionIsMadeToTheCloudsOwnMachinery(String host) throws IOException {
    try (CloseableHttpClient client = new OutgoingHttp(TrustedCertificates.context(null), null).client()) {
      assertThatThrownBy(() -> client.execute(new HttpGet("http://" + host + "/"), answer -> null))
          .isInstanceOf(UnknownHostException.class).hasMessageContaining("link-local or cloud metadata");
    }
  }
}
