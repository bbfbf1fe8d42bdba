package io.pardotroutes.account;

import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.DestinationListener;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the account of each destination when it starts and when its file changes, and says what would keep events from it
 * before the first one meets it. An account with a problem is looked at again now and then, until it has none. A sandbox without
 * sign-in is not looked at: it is nobody's account.
 */
public final class AccountChecks implements DestinationListener, AutoCloseable {

  /** Often enough to see a mended account the same hour; four calls an hour don't count beside a quota. */
  private static final Duration AGAIN = Duration.ofMinutes(15);

  private static final int THREADS = 4;
  private static final Logger LOG = LoggerFactory.getLogger(AccountChecks.class);

  private final AccountCheck check;
  private final AccessTokens tokens;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(THREADS, new CamelThreadFactory("#name#", "account-checks", true));

  /** @param tokens those that {@code check} uses */
  public AccountChecks(AccountCheck check, AccessTokens tokens) {
    this.check = check;
    this.tokens = tokens;
    background.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** What was seen of one version of a destination's file. */
  private static final class Account {

    private final Destination destination;
    private final CompletableFuture<Void> looked = new CompletableFuture<>();
    private volatile List<String> problems = List.of();
    private volatile Optional<FileTime> signIn = Optional.empty();
    private volatile Future<?> again = CompletableFuture.completedFuture(null);

    Account(Destination destination) {
      this.destination = destination;
    }
  }

  @Override
  public void added(Destination destination) {
    if (destination.auth().flow() == Auth.Flow.NONE) {
      accounts.remove(destination.name());
      return;
    }
    Account account = new Account(destination);
    accounts.put(destination.name(), account);
    background.execute(() -> look(account));
  }

  @Override
  public void removed(Destination destination) {
    accounts.remove(destination.name());
  }

  /** Waits until each account was looked at once, but not longer than {@code most}: one that doesn't answer keeps no event out. */
  public void awaitFirst(Duration most) {
    CompletableFuture.allOf(accounts.values().stream().map(account -> account.looked).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, most.toMillis(), TimeUnit.MILLISECONDS).join();
    accounts.values().stream().filter(account -> !account.looked.isDone())
        .forEach(account -> LOG.info("{}: the account has not answered yet; it is looked at further while events are taken", account.destination.name()));
  }

  /** Looks at once at the accounts that somebody has signed in to. */
  public void followSignIns() {
    accounts.forEach((name, account) -> {
      if (!account.problems.isEmpty() && tokens.isConnectedAnew(name, account.signIn) && account.again.cancel(false)) {
        background.execute(() -> look(account));
      }
    });
  }

  /** What would keep events from the accounts, by destination; those without a problem are left out. */
  public Map<String, List<String>> problems() {
    Map<String, List<String>> problems = new TreeMap<>();
    accounts.forEach((name, account) -> {
      if (!account.problems.isEmpty()) {
        problems.put(name, account.problems);
      }
    });
    return problems;
  }

  private void look(Account account) {
    String name = account.destination.name();
    if (accounts.get(name) != account) {
      return;
    }
    AccountCheck.Report report = check.check(account.destination);
    boolean first = !account.looked.isDone();
    if (!report.found().isEmpty() && (first || report.problems().isEmpty())) {
      LOG.info("{}: {}", name, String.join(", ", report.found()));
    }
    report.problems().stream().filter(problem -> !account.problems.contains(problem)).forEach(problem -> LOG.warn("{}: {}", name, problem));
    account.problems = report.problems();
    account.signIn = tokens.signIn(name);
    account.looked.complete(null);
    if (!report.problems().isEmpty()) {
      account.again = background.schedule(() -> look(account), AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
