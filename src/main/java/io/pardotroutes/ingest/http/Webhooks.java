package io.pardotroutes.ingest.http;

import io.pardotroutes.accept.Intake;
import io.pardotroutes.accept.Rejected;
import io.pardotroutes.event.BrokenJson;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.event.InputScanner;
import io.pardotroutes.event.InvalidRequest;
import io.pardotroutes.event.Reading;
import io.pardotroutes.ingest.keys.NamedSecrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;

/**
 * Reads what Segment's webhook destination pushes: one event, or an array of them, signed with a secret that both sides know.
 * Of an array Segment signs the first event only, so the others are as good as unsigned. Bean of the route
 * {@code ingest-webhook}.
 */
public final class Webhooks {

  private static final String ALGORITHM = "HmacSHA1";
  private static final int SIGNATURE_LENGTH = 40;

  private final EventReader reader;
  private final List<NamedSecrets.Entry> secrets;
  private final RateLimits rates;
  private final Cors cors;

  /**
   * @param setting {@code pardot.http.webhooks}: {@code source:secret} pairs, separated by commas; a source may have several
   *     secrets, for the time in which one follows the other
   * @param perSecond requests that each source may make; 0: any number
   * @throws IllegalArgumentException where a pair has no source or no secret
   */
  public Webhooks(EventReader reader, String setting, long perSecond, Cors cors) {
    this.reader = reader;
    this.secrets = NamedSecrets.parse("pardot.http.webhooks", setting);
    this.rates = new RateLimits(perSecond);
    this.cors = cors;
  }

  /**
   * Reads one request and drops its headers.
   *
   * @throws HttpRefusal where source, method, media type, size or signature are wrong, and 429 where there are too many requests
   * @throws InvalidRequest where the body holds no valid event
   */
  public Intake read(Exchange exchange) {
    HttpCall call = HttpCall.take(exchange, cors);
    List<NamedSecrets.Entry> known = secrets.stream().filter(entry -> entry.name().equals(call.name())).toList();
    if (known.isEmpty()) {
      throw HttpRefusal.notFound("There is no such source; see the setting pardot.http.webhooks");
    }
    call.requirePost();
    call.requireJson();
    requireSignature(call, known);
    rates.take(call.name());
    byte[] body = HttpBody.unpack(call.body(), call.contentEncoding(), EventReader.MAX_WEBHOOK_BYTES);
    Reading reading = reader.readWebhook(body);
    return new Intake(reading.events(), reading.invalid(), reading.invalid().stream().map(Rejected::keep).toList());
  }

  /**
   * Looks at the header alone: it has to be there once, with as many digits as a signature has.
   *
   * @param signature null where missing
   * @throws HttpRefusal 401
   */
  public static void requireForm(String signature) {
    if (signature == null || signature.length() != SIGNATURE_LENGTH) {
      throw unsigned();
    }
  }

  private static void requireSignature(HttpCall call, List<NamedSecrets.Entry> known) {
    requireForm(call.signature());
    byte[] given = call.signature().getBytes(StandardCharsets.UTF_8);
    byte[] signed = signedPart(call.body());
    boolean right = false;
    for (NamedSecrets.Entry entry : known) {
      right |= MessageDigest.isEqual(signature(entry.secret(), signed), given);
    }
    if (!right) {
      throw unsigned();
    }
  }

  private static HttpRefusal unsigned() {
    return HttpRefusal.unauthorized("x-signature is missing or wrong; it has to be the lower-case hex HMAC-SHA1 of the body, of an"
        + " array that of its first event");
  }

  /** The bytes as they came: written anew they would differ in number formats and the order of names. */
  private static byte[] signedPart(byte[] body) {
    try (InputScanner scanner = new InputScanner(new ByteArrayInputStream(body))) {
      return scanner.accept('[') ? scanner.value(body.length).bytes() : body;
    } catch (BrokenJson | IOException notJson) {
      return body;
    }
  }

  private static byte[] signature(String secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(signed)).getBytes(StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
