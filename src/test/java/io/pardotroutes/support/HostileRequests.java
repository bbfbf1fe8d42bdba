package io.pardotroutes.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** HTTP requests over plain sockets, some of them broken at random in any place. One thread, one instance. */
public final class HostileRequests {

  private static final int LONGEST_WAIT_MS = 150;
  private static final int MOST_BYTES = 65_536;
  private static final int MOST_CHANGES = 8;
  private static final String NUMBERS = "9".repeat(400);
  private static final List<String> BODIES = List.of(
      "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"email\":\"fuzz@hostile.example\",\"title\":\"x\"}}",
      "{\"batch\":[{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"email\":\"fuzz@hostile.example\"}},{\"type\":\"track\"},7,null]}",
      "[".repeat(5_000) + "]".repeat(5_000),
      "{\"type\":\"identify\",\"userId\":" + NUMBERS + ",\"timestamp\":\"2026-99-99T99:99:99Z\",\"traits\":{\"age\":1e400,\"a\":-" + NUMBERS + "}}",
      "{\"type\":\"identify\",\"type\":\"track\",\"userId\":\"\\ud800\",\"traits\":{\"email\":\"a@b\\u0000.example\"}} trailing",
      "{\"type\":{\"$ref\":\"x\"},\"traits\":[],\"integrations\":{\"Pardot\":{\"id\":\"1; drop\",\"fid\":[1]}},\"userId\":{}}",
      "userId,email\n1,\"open@hostile.example\n2,${jndi:ldap://127.0.0.1:1/a},too,many\n",
      "\uFEFF{}", "", "\u0000", "<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"file:///nowhere\"><x/>");
  private static final List<String> HEADS = List.of(
      "POST /v1/identify HTTP/1.1", "POST /v1/batch HTTP/1.1", "POST /v1/i?writeKey=x HTTP/1.1", "POST /webhook/segment HTTP/1.1",
      "GET /v1/identify HTTP/1.1", "OPTIONS /v1/t HTTP/1.1", "PUT //v1/%2e%2e/identify;x HTTP/1.0", "POST http://elsewhere.example/v1/identify HTTP/1.1",
      "PRI * HTTP/2.0", "CONNECT 127.0.0.1:1 HTTP/1.1", "POST /v1/identify HTTP/9.9", "BREW /v1/identify");
  private static final List<String> HEADERS = List.of(
      "Authorization: " + BundleTest.WRITE_KEY, "Authorization: Basic !!!!", "Authorization: Bearer x", "Content-Type: application/json", "Content-Type: text/plain; charset=utf-16",
      "Content-Type: multipart/form-data; boundary=x", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "Content-Length: 5", "Content-Length: -1",
      "Content-Length: 99999999999999999999", "Content-Encoding: gzip", "Content-Encoding: br", "Expect: 100-continue", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings",
      "X-Signature: 00", "Origin: null", "Cookie: " + "c=1; ".repeat(400), "X-Long: " + "x".repeat(9_000), "CamelHttpUri: http://127.0.0.1:1", "Host: ", " folded: header");

  private static final List<String> CONSOLE_HEADS = List.of(
      "GET /connect HTTP/1.1", "POST /connect HTTP/1.1", "GET /connect/callback?code=x&state=%00 HTTP/1.1", "GET /connect/callback?%zz HTTP/1.1",
      "GET /invitation/00000000/../../x HTTP/1.1", "GET /invitation/%2e%2e%2f/%00 HTTP/1.1", "GET //connect/style.css;x HTTP/1.1", "GET /observe/%2e%2e/connect HTTP/1.1",
      "HEAD /observe/nothing HTTP/1.1", "OPTIONS /observe/health HTTP/1.1", "POST /observe/metrics HTTP/1.1", "TRACE /connect HTTP/1.1", "PRI * HTTP/2.0", "BREW /connect");

  private final int port;
  private final List<String> heads;
  private final SplittableRandom random;

  private HostileRequests(int port, List<String> heads, SplittableRandom random) {
    this.port = port;
    this.heads = heads;
    this.random = random;
  }

  /** For the port of events. {@link WebhookSignature#SECRET} is that of the source {@code segment}. */
  public static HostileRequests ofEvents(int port, SplittableRandom random) {
    return new HostileRequests(port, HEADS, random);
  }

  public static HostileRequests ofConsole(int port, SplittableRandom random) {
    return new HostileRequests(port, CONSOLE_HEADS, random);
  }

  /** Sends one, and gives the answer; empty where there is none. */
  public String send() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
      socket.setSoTimeout(LONGEST_WAIT_MS);
      socket.getOutputStream().write(random.nextInt(4) == 0 ? request() : broken(request(), random));
      return answer(socket.getInputStream());
    } catch (IOException cutOff) {
      return "";
    }
  }

  private byte[] request() {
    byte[] body = body(random);
    StringBuilder head = new StringBuilder(pick(heads)).append("\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
    if (random.nextBoolean()) {
      head.append("Authorization: ").append(BundleTest.WRITE_KEY).append("\r\nContent-Type: application/json\r\n");
    }
    if (random.nextInt(3) == 0) {
      head.append("X-Signature: ").append(WebhookSignature.of(body)).append("\r\n");
    }
    boolean chunked = random.nextInt(4) == 0;
    head.append(chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + body.length + "\r\n");
    if (body.length > 2 && body[0] == 0x1f) {
      head.append("Content-Encoding: gzip\r\n");
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      head.append(pick(HEADERS)).append("\r\n");
    }
    byte[] start = head.append("\r\n").append(chunked ? Integer.toHexString(body.length) + "\r\n" : "").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = join(start, body);
    return chunked ? join(whole, "\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)) : whole;
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String answer(InputStream in) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    try {
      for (int n = in.read(buffer); n >= 0 && read.size() < MOST_BYTES; n = in.read(buffer)) {
        read.write(buffer, 0, n);
      }
    } catch (IOException noMore) {
      // It was kept open, or cut: what came before counts.
      return read.toString(StandardCharsets.UTF_8);
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  /** What an event, a batch or a file might hold, packed now and then. */
  public static byte[] body(SplittableRandom random) {
    byte[] plain = BODIES.get(random.nextInt(BODIES.size())).getBytes(StandardCharsets.UTF_8);
    return random.nextInt(4) == 0 ? gzip(plain) : plain;
  }

  /** The same with a few bytes changed, taken out, doubled or put in. */
  public static byte[] broken(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole;
    for (int i = random.nextInt(MOST_CHANGES); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
      byte[] before = Arrays.copyOf(bytes, at);
      bytes = switch (random.nextInt(5)) {
        case 0 -> join(before, join(new byte[] {(byte) random.nextInt(256)}, Arrays.copyOfRange(bytes, Math.min(at + 1, bytes.length), bytes.length)));
        case 1 -> join(before, Arrays.copyOfRange(bytes, to, bytes.length));
        case 2 -> join(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
        case 3 -> join(before, join("\r\n\u0000\"{}[]:,%".substring(random.nextInt(10)).getBytes(StandardCharsets.ISO_8859_1), Arrays.copyOfRange(bytes, at, bytes.length)));
        default -> before;
      };
    }
    return bytes;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
