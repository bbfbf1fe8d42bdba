package io.pardotroutes.sandbox;

/** The Salesforce side that the sandbox plays: one organisation, one connected app, one user. */
final class SalesforceOrg {
  static final String ID = "00D5e000000SbxAEAS";
  static final String CLIENT_ID = "sandbox";
  static final String USER_ID = "0055e000001SbxUAAS";
  static final String IDENTITY_URL = "https://login.salesforce.com/id/" + ID + "/" + USER_ID;
  static final String USERNAME = "integration@sandbox.example";

  private SalesforceOrg() {
  }
}
