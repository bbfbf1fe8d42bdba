package bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends events at a steady rate and takes each one's time, with others beside it who mean no good.
 *
 * <p>Arguments: port, number of the first event, events a second, wrong keys a second, hostile requests a second, connections that
 * say a byte a second, seconds. Says the 99th percentiles in ms of the events' and of the wrong keys' answers, how many got
 * another answer than they should, and the number after the last event.
 */
final class Traffic {

  private static final Events EVENTS = new Events(0, 0);
  private static final int SENDERS = 8;
  /** Of all senders some are new. */
  private static final int REQUESTS_ON_A_CONNECTION = 5;
  static final int WARM_UP_SECONDS = 1;
  private static final String TRACK = "{\"userId\":\"u\",\"event\":\"E\"}";
  /** Each is refused in another way. */
  private static final List<String> HOSTILE = List.of(
      request("identify", "sample-write-key", "{\"traits\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
      request("identify", "sample-write-key", "{\"userId\":\"u\",\"userId\":\"v\"}"),
      request("identify", "sample-write-key", "{\"userId\":\"" + "x".repeat(40_000) + "\"}"),
      request("batch", "sample-write-key", "{\"batch\":[" + "{},".repeat(2_000) + "{}]}"),
      request("track", "sample-write-key", "{\"userId\":\"u\",\"properties\":{\"n\":1e400}}"),
      request("..%2f..%2fetc", "sample-write-key", TRACK),
      request("identify", "wrong", TRACK));

  private final int port;
  private final AtomicLong nextEvent;
  private final long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
  private final long end;
  private final AtomicLong lost = new AtomicLong();

  private Traffic(int port, long firstEvent, int seconds) {
    this.port = port;
    this.nextEvent = new AtomicLong(firstEvent);
    this.end = start + TimeUnit.SECONDS.toNanos(seconds);
  }

  public static void main(String[] args) throws Exception {
    Traffic traffic = new Traffic(Integer.parseInt(args[0]), Long.parseLong(args[1]), Integer.parseInt(args[6]));
    List<Sender> events = traffic.senders(Integer.parseInt(args[2]), traffic::event, 200);
    List<Sender> wrongKeys = traffic.senders(Integer.parseInt(args[3]), () -> request("track", "wrong", TRACK), 401);
    AtomicLong turn = new AtomicLong();
    traffic.senders(Integer.parseInt(args[4]), () -> HOSTILE.get((int) (turn.getAndIncrement() % HOSTILE.size())), 0);
    Thread slow = new Thread(() -> traffic.creep(Integer.parseInt(args[5])));
    slow.setDaemon(true);
    slow.start();
    for (Sender sender : events) {
      sender.join();
    }
    for (Sender sender : wrongKeys) {
      sender.join();
    }
    System.out.println(Child.SAYS + percentile99(events) + " " + percentile99(wrongKeys) + " " + traffic.lost + " " + traffic.nextEvent);
    System.exit(0);
  }

  private String event() {
    return request("identify", "sample-write-key", EVENTS.event(nextEvent.getAndIncrement()));
  }

  private static String request(String path, String key, String body) {
    return "POST /v1/" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic "
        + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.US_ASCII))
        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /** @param expected the status; 0: any that is no trouble of the server's own */
  private List<Sender> senders(int perSecond, Supplier<String> requests, int expected) {
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS && perSecond > 0; i++) {
      Sender sender = new Sender(SENDERS * 1_000_000_000L / perSecond, i, requests, expected);
      sender.setDaemon(true);
      sender.start();
      senders.add(sender);
    }
    return senders;
  }

  /** Keeps so many connections open that never come to the end of a head. */
  private void creep(int connections) {
    Socket[] open = new Socket[connections];
    while (connections > 0) {
      for (int i = 0; i < connections; i++) {
        try {
          if (open[i] == null) {
            open[i] = new Socket("127.0.0.1", port);
            open[i].getOutputStream().write("POST /v1/track HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
          }
          open[i].getOutputStream().write('x');
        } catch (IOException cut) {
          open[i] = null;
        }
      }
      Pause.millis(1_000);
    }
  }

  private static double percentile99(List<Sender> senders) {
    double[] all = senders.stream().flatMap(sender -> sender.millis.stream()).mapToDouble(Double::doubleValue).sorted().toArray();
    return all.length == 0 ? 0 : all[(int) Math.ceil(all.length * 0.99) - 1];
  }

  /** One of several that take turns at a rate, each with a connection of its own. */
  private final class Sender extends Thread {

    private final long pause;
    private final long offset;
    private final Supplier<String> requests;
    private final int expected;
    private final List<Double> millis = new ArrayList<>();
    private Socket socket;
    private int sent;

    Sender(long pause, int number, Supplier<String> requests, int expected) {
      this.pause = pause;
      this.offset = pause / SENDERS * number;
      this.requests = requests;
      this.expected = expected;
    }

    @Override
    public void run() {
      for (long at = System.nanoTime() + offset; at < end; at += pause) {
        while (System.nanoTime() < at) {
          LockSupport.parkNanos(at - System.nanoTime());
        }
        String request = requests.get();
        long before = System.nanoTime();
        int status = send(request);
        if (before >= start) {
          millis.add((System.nanoTime() - before) / 1e6);
        }
        if (expected > 0 && status != expected || status >= 500) {
          lost.incrementAndGet();
        }
      }
    }

    private int send(String request) {
      try {
        if (socket == null || sent++ % REQUESTS_ON_A_CONNECTION == 0) {
          close();
          socket = new Socket("127.0.0.1", port);
          socket.setTcpNoDelay(true);
          socket.setSoTimeout(30_000);
        }
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return answer(socket.getInputStream());
      } catch (IOException cut) {
        close();
        return 0;
      }
    }

    private void close() {
      try {
        if (socket != null) {
          socket.close();
        }
      } catch (IOException gone) {
        // It was to go.
      }
      socket = null;
    }

    private int answer(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new EOFException();
        }
        head.append((char) next);
      }
      String lower = head.toString().toLowerCase(Locale.ROOT);
      int length = Arrays.stream(lower.split("\r\n")).filter(line -> line.startsWith("content-length:"))
          .mapToInt(line -> Integer.parseInt(line.substring(15).strip())).findFirst().orElse(0);
      in.readNBytes(length);
      if (lower.contains("connection: close")) {
        close();
      }
      return Integer.parseInt(lower.substring(9, 12));
    }
  }
}
