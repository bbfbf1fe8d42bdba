package io.pardotroutes.pardot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pardotroutes.pardot.form.FormApi;
import io.pardotroutes.prospect.ApiVersion;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What leaves with a request, and what whoever has signed it hears of the answer. */
class SignedCallTest {

  private final PardotApi api = new FormApi(ApiVersion.V4);
  private final List<Boolean> heard = new ArrayList<>();
  private final SignedCall call = new SignedCall(api, api.customFields(), Map.of("Authorization", "Bearer token"), heard::add);

  private PardotReply reply(int status, String json) {
    return call.reply(status, name -> null, new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theSignatureLeavesWithTheContentType() {
    assertThat(call.headers()).isEqualTo(Map.of("Authorization", "Bearer token", "Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
  }

  @Test
  void aGoodAnswerAndAnErrorOfPardotsHaveTakenIt() {
    reply(200, "{'@attributes':{'stat':'ok'}}");
    assertThatThrownBy(() -> reply(200, "{'@attributes':{'stat':'fail','err_code':89}}")).isInstanceOf(PardotMisconfigured.class);

    assertThat(heard).containsExactly(true, true);
  }

  @Test
  void aRefusedTokenHasNot() {
    assertThatThrownBy(() -> reply(401, "{'@attributes':{'stat':'fail','err_code':184}}")).isInstanceOf(PardotUnauthorized.class);

    assertThat(heard).containsExactly(false);
  }

  @Test
  void anAnswerThatIsNotPardotsSaysNothingOfIt() {
    assertThatThrownBy(() -> reply(503, "")).isInstanceOf(PardotUnavailable.class);

    assertThat(heard).isEmpty();
  }
}
