package io.pardotroutes.account;

import io.pardotroutes.auth.AccessEnded;
import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.auth.TokenUnavailable;
import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.pardot.CustomField;
import io.pardotroutes.pardot.PardotException;
import io.pardotroutes.pardot.PardotReply;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.pardot.PardotUnauthorized;
import io.pardotroutes.pardot.form.PardotRequests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;

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

  /** Makes its calls with these. */
  public AccountCheck(CloseableHttpClient http, AccessTokens tokens) {
    this.http = http;
    this.tokens = tokens;
  }

  /** Looks; never fails, but says what did. */
  public AccountReport check(Destination destination) {
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
    return new AccountReport(found, problems);
  }

  private void look(Destination destination, List<String> found, List<String> problems) throws IOException {
    byte[] answer = fields(destination);
    if (destination.auth().flow() != Auth.Flow.NONE) {
      String user = tokens.user(destination);
      found.add("signed in" + (user == null ? "" : " as user " + user));
    }
    if (destination.businessUnitId() != null) {
      found.add("business unit " + destination.businessUnitId());
    }
    found.add("accepts version " + destination.apiVersion() + " of the API");
    Map<String, CustomField> fields =
        CustomField.all(answer).stream().collect(Collectors.toMap(CustomField::id, Function.identity(), (one, other) -> one));
    lookupField(destination, fields, found, problems);
    List<String> missing = destination.fieldMap().customFields(destination.apiVersion()).stream().filter(name -> !fields.containsKey(name)).toList();
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
  private byte[] fields(Destination destination) throws IOException {
    String token = tokens.token(destination);
    try {
      return fields(destination, token);
    } catch (PardotUnauthorized e) {
      tokens.refused(destination, token);
      String renewed = tokens.token(destination);
      try {
        return fields(destination, renewed);
      } catch (PardotUnauthorized again) {
        tokens.refused(destination, renewed);
        throw again;
      }
    }
  }

  private byte[] fields(Destination destination, String token) throws IOException {
    PardotRequest request = new PardotRequests(destination.apiVersion()).customFields();
    HttpPost post = new HttpPost(destination.baseUrl().resolve(request.path()));
    post.setEntity(new StringEntity(request.form(), ContentType.APPLICATION_FORM_URLENCODED.withCharset(StandardCharsets.UTF_8)));
    if (token != null) {
      post.setHeader("Authorization", "Bearer " + token);
    }
    if (destination.businessUnitId() != null) {
      post.setHeader("Pardot-Business-Unit-Id", destination.businessUnitId());
    }
    return http.execute(post, response -> {
      byte[] body = response.getEntity() == null ? new byte[0] : response.getEntity().getContent().readNBytes(PardotReply.LARGEST + 1);
      PardotReply.read(request, response.getCode(), text(response.getFirstHeader("Content-Type")), text(response.getFirstHeader("Retry-After")),
          new ByteArrayInputStream(body));
      tokens.accepted(destination);
      return body;
    });
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
