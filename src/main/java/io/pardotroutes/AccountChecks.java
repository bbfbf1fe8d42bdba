package io.pardotroutes;

import io.pardotroutes.auth.AccountCheck;
import io.pardotroutes.auth.AccountReport;
import io.pardotroutes.live.Auth;
import io.pardotroutes.live.Destination;
import io.pardotroutes.live.DestinationListener;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the account of each destination when it starts and when its file changes, and says what would keep events from it
 * before the first one meets it. A sandbox without sign-in is not looked at: it is nobody's account.
 */
final class AccountChecks implements DestinationListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AccountChecks.class);

  private final AccountCheck check;
  private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
    Thread thread = new Thread(task, "account-checks");
    thread.setDaemon(true);
    return thread;
  });

  AccountChecks(AccountCheck check) {
    this.check = check;
  }

  @Override
  public void added(Destination destination) {
    if (destination.auth().flow() != Auth.Flow.NONE) {
      background.execute(() -> look(destination));
    }
  }

  @Override
  public void changed(Destination before, Destination now) {
    added(now);
  }

  @Override
  public void removed(Destination destination) {}

  private void look(Destination destination) {
    AccountReport report = check.check(destination);
    if (!report.found().isEmpty()) {
      LOG.info("{}: {}", destination.name(), String.join(", ", report.found()));
    }
    report.problems().forEach(problem -> LOG.warn("{}: {}", destination.name(), problem));
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
