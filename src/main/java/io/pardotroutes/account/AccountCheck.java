package io.pardotroutes.account;

import io.pardotroutes.auth.AccessEnded;
import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.auth.Signature;
import io.pardotroutes.auth.TokenUnavailable;
import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.pardot.CustomField;
import io.pardotroutes.pardot.PardotApi;
import io.pardotroutes.pardot.PardotException;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.pardot.PardotUnauthorized;
import io.pardotroutes.pardot.SignedCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Looks whether an account can take what a destination is going to send, by one call that changes nothing: the list of its custom
 * fields. It shows whether the token, the business unit and the version of the API are right, too.
 */
public final class AccountCheck {

  private static final int VERSION_3_ONLY = 89;
  private static final int VERSION_4_ONLY = 88;
  private static final String TEXT = "Text";

  private final CloseableHttpClient http;
  private final AccessTokens tokens;
  private final Function<Destination, PardotApi> apis;

  /**
   * What a look has found.
   *
   * @param found one line for each thing that is as it should be
   * @param problems one line for each thing that would keep events from where they belong, with what to do
   */
  public record Report(List<String> found, List<String> problems) {}

  /** Makes its calls with these; {@code apis} gives a destination's version of the API. */
  public AccountCheck(CloseableHttpClient http, AccessTokens tokens, Function<Destination, PardotApi> apis) {
    this.http = http;
    this.tokens = tokens;
    this.apis = apis;
  }

  /** Looks; never fails, but says what did. */
  public Report check(Destination destination) {
    List<String> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try {
      look(destination, found, problems);
    } catch (TokenUnavailable | AccessEnded e) {
      problems.add(e.getMessage());
    } catch (PardotException e) {
      problems.add(sentence(destination, e));
    } catch (IOException e) {
      problems.add("no answer from " + destination.baseUrl() + " (" + e.getClass().getSimpleName() + "); check baseUrl, and the way out of this network");
    }
    return new Report(found, problems);
  }

  private void look(Destination destination, List<String> found, List<String> problems) throws IOException {
    List<CustomField> custom = customFields(destination);
    if (destination.auth().flow() != Auth.Flow.NONE) {
      String user = tokens.user(destination);
      found.add("signed in" + (user == null ? "" : " as user " + user));
    }
    if (destination.businessUnitId() != null) {
      found.add("business unit " + destination.businessUnitId());
    }
    found.add("accepts version " + destination.apiVersion() + " of the API");
    Map<String, CustomField> fields = custom.stream().collect(Collectors.toMap(CustomField::id, Function.identity(), (one, other) -> one));
    lookupField(destination, fields, found, problems);
    List<String> missing = destination.customFields().stream().filter(name -> !fields.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      problems.add("the account lacks custom fields that the field map writes, and ignores what is sent for them: " + String.join(", ", missing)
          + "; create them in Pardot (Configure Fields), or take them out of the field map");
    }
  }

  private static void lookupField(Destination destination, Map<String, CustomField> fields, List<String> found, List<String> problems) {
    String name = destination.lookupField();
    if (name == null) {
      return;
    }
    CustomField field = fields.get(name);
    if (field == null) {
      problems.add("lookupField " + name + " is no custom field of the account; create it in Pardot (Configure Fields) with the type Text");
    } else if (!field.type().equals(TEXT) || field.multiple()) {
      problems.add("lookupField " + name + " has the type " + field.type() + (field.multiple() ? " with several answers" : "")
          + "; it has to be Text with one answer to tell users apart");
    } else {
      found.add("lookup field " + name + " is a text field");
    }
  }

  /** Once more with a renewed token where the first one is refused. */
  private List<CustomField> customFields(Destination destination) throws IOException {
    try {
      return ask(destination);
    } catch (PardotUnauthorized e) {
      return ask(destination);
    }
  }

  private List<CustomField> ask(Destination destination) throws IOException {
    PardotApi api = apis.apply(destination);
    PardotRequest request = api.customFields();
    Signature signature = tokens.sign(destination);
    SignedCall call = new SignedCall(api, request, signature.headers(), signature::taken);
    HttpUriRequestBase message = new HttpUriRequestBase(request.method(), destination.baseUrl().resolve(request.path()));
    call.headers().forEach(message::setHeader);
    message.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), null));
    return http.execute(message, response -> call.reply(response.getCode(), name -> text(response.getFirstHeader(name)), content(response.getEntity())).customFields());
  }

  private static InputStream content(HttpEntity entity) throws IOException {
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  private static String text(Header header) {
    return header == null ? null : header.getValue();
  }

  private static String sentence(Destination destination, PardotException refusal) {
    return switch (refusal.code()) {
      case VERSION_4_ONLY -> "the account accepts version 4 of the API only (88); set apiVersion = 4";
      case VERSION_3_ONLY -> "the account accepts version 3 of the API only (89); set apiVersion = 3";
      default -> "Pardot refused to list the account's custom fields: " + refusal.getMessage() + "; check businessUnitId ("
          + destination.businessUnitId() + ") and the user's rights";
    };
  }
}
