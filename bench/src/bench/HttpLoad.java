package bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Sends events over HTTP on 64 connections that stay open, each with one request at a time. One thread and ready-made
 * requests, because it shares the machine with the server. What is refused is sent again, as Segment's libraries do.
 *
 * <p>Arguments: port, events a request, the events' first number and people, {@code seconds S} or {@code requests N}. Says
 * requests answered with 200 a second, the highest event number + 1, and how many answers were other ones.
 */
final class HttpLoad {

  private static final int CONNECTIONS = 64;
  private static final double WARM_UP_SECONDS = 1;

  private final int port;
  private final int eventsPerRequest;
  private final Events events;
  private final byte[] template;
  private final int[] numbers;
  private long nextEvent;
  private long requestsLeft;
  private long answered;
  private long refused;

  private HttpLoad(int port, int eventsPerRequest, Events events, long requests) {
    this.port = port;
    this.eventsPerRequest = eventsPerRequest;
    this.events = events;
    this.nextEvent = events.first();
    this.requestsLeft = requests;
    String body = events.body(eventsPerRequest);
    String request = "POST /v1/" + (eventsPerRequest == 1 ? "identify" : "batch") + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + "Authorization: Basic " + Base64.getEncoder().encodeToString("sample-write-key:".getBytes(StandardCharsets.US_ASCII)) + "\r\n"
        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    this.template = request.getBytes(StandardCharsets.US_ASCII);
    this.numbers = Events.places(template);
  }

  public static void main(String[] args) throws IOException {
    boolean timed = args[4].equals("seconds");
    long amount = Long.parseLong(args[5]);
    HttpLoad load = new HttpLoad(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Events.parse(args[2], args[3]),
        timed ? Long.MAX_VALUE : amount);
    double rate = load.run(timed ? amount : Double.POSITIVE_INFINITY);
    System.out.println(Child.SAYS + rate + " " + load.nextEvent + " " + load.refused);
    System.exit(0);
  }

  private double run(double seconds) throws IOException {
    Selector selector = Selector.open();
    for (int i = 0; i < CONNECTIONS; i++) {
      SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      Talk talk = new Talk(channel);
      talk.key = channel.register(selector, SelectionKey.OP_READ, talk);
      talk.next();
    }
    boolean timed = seconds < Double.POSITIVE_INFINITY;
    long start = System.nanoTime();
    long measuredFrom = timed ? start + (long) (WARM_UP_SECONDS * 1e9) : start;
    long end = timed ? measuredFrom + (long) (seconds * 1e9) : Long.MAX_VALUE;
    long before = 0;
    boolean measuring = !timed;
    while (System.nanoTime() < end && (requestsLeft > 0 || Talk.busy > 0)) {
      selector.select(10);
      for (SelectionKey key : selector.selectedKeys()) {
        ((Talk) key.attachment()).go();
      }
      selector.selectedKeys().clear();
      if (!measuring && System.nanoTime() >= measuredFrom) {
        measuring = true;
        before = answered;
        measuredFrom = System.nanoTime();
      }
    }
    return (answered - before) / ((System.nanoTime() - measuredFrom) / 1e9);
  }

  /** One connection: a request is written, its answer read, and so on. */
  private final class Talk {

    private static int busy;

    private final SocketChannel channel;
    private final ByteBuffer request = ByteBuffer.wrap(template.clone());
    private final ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
    private SelectionKey key;

    Talk(SocketChannel channel) {
      this.channel = channel;
    }

    private void next() throws IOException {
      if (requestsLeft <= 0) {
        return;
      }
      requestsLeft--;
      busy++;
      writeNumbers();
      send();
    }

    private void send() throws IOException {
      request.clear();
      answer.clear();
      write();
    }

    private void writeNumbers() {
      int perEvent = numbers.length / eventsPerRequest;
      for (int i = 0; i < numbers.length; i++) {
        long number = events.numberFor(template[numbers[i]], nextEvent + i / perEvent);
        for (int at = numbers[i] + Events.DIGITS - 1; at >= numbers[i]; at--) {
          request.array()[at] = (byte) ('0' + number % 10);
          number /= 10;
        }
      }
      nextEvent += eventsPerRequest;
    }

    private void go() throws IOException {
      if (request.hasRemaining()) {
        write();
        return;
      }
      if (channel.read(answer) < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (isWhole()) {
        boolean accepted = new String(answer.array(), 9, 3, StandardCharsets.US_ASCII).equals("200");
        if (accepted) {
          answered++;
          busy--;
          next();
        } else {
          if (refused++ == 0) {
            System.out.println("refused: " + new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8));
          }
          send();
        }
      }
    }

    private void write() throws IOException {
      channel.write(request);
      key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private boolean isWhole() {
      String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
      int head = text.indexOf("\r\n\r\n");
      if (head < 0) {
        return false;
      }
      String lower = text.substring(0, head + 2).toLowerCase(java.util.Locale.ROOT);
      int length = lower.indexOf("content-length: ");
      if (length >= 0) {
        int from = length + "content-length: ".length();
        return answer.position() >= head + 4 + Integer.parseInt(lower.substring(from, lower.indexOf("\r\n", from)).strip());
      }
      return text.endsWith("0\r\n\r\n");
    }
  }
}
