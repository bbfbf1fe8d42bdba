package io.pardotroutes.sandbox.signin;

import io.pardotroutes.sandbox.wire.RandomText;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The refresh tokens that are good: those of approvals given here, and the fixed {@code sandbox-refresh-token}, which needs no
 * approval. Ending one ends its access tokens too (Salesforce, "Revoke OAuth Tokens").
 */
public final class RefreshTokens {
  static final String FIXED = "sandbox-refresh-token";
  static final String FIXED_SCOPE = "refresh_token pardot_api";
  /** Salesforce keeps about 5 a user and app. */
  private static final int MOST_APPROVALS = 5;

  /** A user's yes to the app: what its refresh token stands for, whichever text that has after rotations. */
  static final class Approval {
    /** The scopes said yes to, separated by spaces. */
    final String scope;
    /** The only text that is good now. */
    String refreshToken;
    /** Whether a refresh is under way. */
    boolean refreshing;

    Approval(String refreshToken, String scope) {
      this.refreshToken = refreshToken;
      this.scope = scope;
    }
  }

  private final AccessTokens accessTokens;
  private final Map<String, Approval> approvalByToken = new HashMap<>();
  private final ArrayDeque<Approval> given = new ArrayDeque<>();

  RefreshTokens(AccessTokens accessTokens) {
    this.accessTokens = accessTokens;
    restoreFixed();
  }

  /** Null for a token that isn't good. */
  Approval of(String refreshToken) {
    return approvalByToken.get(refreshToken);
  }

  boolean holds(Approval approval) {
    return approvalByToken.get(approval.refreshToken) == approval;
  }

  /** A new approval with a refresh token of its own; one too many ends the oldest. */
  Approval approve(String scope) {
    var approval = new Approval(newToken(), scope);
    approvalByToken.put(approval.refreshToken, approval);
    given.add(approval);
    if (given.size() > MOST_APPROVALS) {
      end(given.element());
    }
    return approval;
  }

  /** Ends the refresh token, but not its access tokens, and gives the approval the next one. */
  void rotate(Approval approval) {
    approvalByToken.remove(approval.refreshToken);
    approval.refreshToken = newToken();
    approvalByToken.put(approval.refreshToken, approval);
  }

  /** False for a token that isn't good. */
  boolean revoke(String refreshToken) {
    Approval approval = approvalByToken.get(refreshToken);
    if (approval != null) {
      end(approval);
    }
    return approval != null;
  }

  /** Ends every one, and the access tokens with them. */
  public void revokeAll() {
    List.copyOf(approvalByToken.values()).forEach(this::end);
  }

  /** Makes the fixed one good again, whether it was revoked or rotated away. */
  public void restoreFixed() {
    approvalByToken.computeIfAbsent(FIXED, token -> new Approval(token, FIXED_SCOPE));
  }

  private void end(Approval approval) {
    approvalByToken.remove(approval.refreshToken);
    given.remove(approval);
    accessTokens.revokeOf(approval);
  }

  private static String newToken() {
    return "5Aep861" + RandomText.of(60);
  }
}
