package io.pardotroutes.sandbox.data;

/** The Salesforce side that the sandbox plays: one organisation, one connected app, one user. */
public final class SalesforceOrg {
  public static final String ID = "00D5e000000SbxAEAS";
  public static final String CLIENT_ID = "sandbox";
  public static final String USER_ID = "0055e000001SbxUAAS";
  public static final String IDENTITY_URL = "https://login.salesforce.com/id/" + ID + "/" + USER_ID;
  public static final String USERNAME = "integration@sandbox.example";

  private SalesforceOrg() {}
}
