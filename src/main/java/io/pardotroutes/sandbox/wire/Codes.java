package io.pardotroutes.sandbox.wire;

import java.util.Map;

/** Texts and HTTP statuses of Pardot's numbered errors (Pardot API, "Error Codes and Messages"). */
public final class Codes {
  static final int PARAMETER_FAULTS = 10000;

  private static final Map<Integer, String> TEXTS = Map.ofEntries(
      Map.entry(1, "Invalid API key or user key"),
      Map.entry(2, "Invalid action"),
      Map.entry(3, "Invalid prospect ID"),
      Map.entry(4, "Invalid prospect email address"),
      Map.entry(5, "Invalid query parameters"),
      Map.entry(7, "Invalid timestamp"),
      Map.entry(8, "Invalid time range"),
      Map.entry(9, "A prospect with the specified email address already exists"),
      Map.entry(10, "Invalid user ID"),
      Map.entry(11, "Invalid user email address"),
      Map.entry(12, "Invalid group ID"),
      Map.entry(13, "One or more required parameters are missing"),
      Map.entry(14, "Non-existent prospect ID; No email address provided"),
      Map.entry(16, "Invalid ID"),
      Map.entry(17, "Invalid ID range"),
      Map.entry(18, "Invalid value for profile criteria matching status"),
      Map.entry(19, "Invalid value specified for sort_by"),
      Map.entry(20, "Invalid value specified for sort_order"),
      Map.entry(21, "Invalid value specified for offset"),
      Map.entry(22, "Unsupported feature in this version of the API"),
      Map.entry(23, "Invalid value specified for limit"),
      Map.entry(25, "is_starred must be true or false"),
      Map.entry(26, "assigned must be true or false"),
      Map.entry(27, "deleted must be true or false"),
      Map.entry(28, "new must be true or false"),
      Map.entry(29, "Invalid value specified for score"),
      Map.entry(31, "Invalid score range or combination"),
      Map.entry(32, "Invalid value specified for grade"),
      Map.entry(34, "Invalid grade range or combination"),
      Map.entry(36, "One or more required parameter values are missing"),
      Map.entry(38, "Invalid campaign ID"),
      Map.entry(46, "This API user lacks sufficient permissions for the requested operation"),
      Map.entry(47, "Multiple assignment targets were specified"),
      Map.entry(49, "Access Denied"),
      Map.entry(50, "Invalid boolean"),
      Map.entry(51, "Invalid parameter"),
      Map.entry(53, "Client IP address/location must be activated before accessing API"),
      Map.entry(54, "Email address is already in use"),
      Map.entry(55, "Invalid list ID"),
      Map.entry(56, "Invalid number entered for field"),
      Map.entry(57, "Invalid date entered for field"),
      Map.entry(60, "Invalid HTTP request method"),
      Map.entry(61, "Invalid prospect account id"),
      Map.entry(62, "Conflicting Update"),
      Map.entry(66, "You have exceeded your concurrent request limit. Please wait, before trying again"),
      Map.entry(67, "Reached the limit of how many of this type of object you may have"),
      Map.entry(70, "Batch processing is limited to 50 prospects at once"),
      Map.entry(71, "Input needs to be valid JSON or XML"),
      Map.entry(72, "JSON has been corrupted, hash does not match"),
      Map.entry(76, "API access was disabled"),
      Map.entry(77, "Invalid prospect fid"),
      Map.entry(79, "Invalid CRM_FID"),
      Map.entry(81, "Prospect ID and FID do not match"),
      Map.entry(85, "Unable to save the prospect"),
      Map.entry(88, "Your account must use version 4 of the API."),
      Map.entry(89, "Your account is unable to use version 4 of the API."),
      Map.entry(90, "Prospect array should be a flat array"),
      Map.entry(91, "Prospect array must be keyed by email address"),
      Map.entry(92, "Prospect record could not be found"),
      Map.entry(94, "The provided version is not a valid number"),
      Map.entry(109, "The requested record was not found."),
      Map.entry(116, "Request outdated."),
      Map.entry(119, "Unable to create refresh tokens for the Salesforce connector"),
      Map.entry(120, "Unable to verify the Salesforce connector"),
      Map.entry(121, "Unable to sync with the Salesforce connector"),
      Map.entry(122, "Daily API rate limit met"),
      Map.entry(125, "Cannot accept both user_id and crm_owner_fid."),
      Map.entry(131, "Your account is locked due to too many failed login attempts"),
      Map.entry(132, "Prospect is archived"),
      Map.entry(133, "At most 2 sort columns may be specified"),
      Map.entry(134, "At most 2 sort orders may be specified"),
      Map.entry(135, "One of two sort columns must be id"),
      Map.entry(151, "Unsupported content-type"),
      Map.entry(181, "A required header is missing"),
      Map.entry(182, "Invalid header value"),
      Map.entry(183, "An internal error occurred, please try your request again"),
      Map.entry(184, "access_token is invalid, unknown, or malformed"),
      Map.entry(185, "invalid tenant id"),
      Map.entry(198, "Endpoint not found"),
      Map.entry(199, "Authentication using an api_key is no longer supported"),
      Map.entry(201, "Business Unit in header not found or inactive"),
      Map.entry(202, "Minute rate limit met"),
      Map.entry(214, "API request timed out."),
      Map.entry(219, "Deleted records can't be updated. Please undelete before updating."),
      Map.entry(PARAMETER_FAULTS, "Invalid parameters"));

  private Codes() {}

  /** The text sent with a code; a code that the sandbox itself never answers has a plain one. */
  public static String text(int code) {
    return TEXTS.getOrDefault(code, "Error " + code);
  }

  /**
   * The HTTP status sent with a code. Where none is published (limits, passing trouble) it is 200, the older habit of
   * versions 3 and 4, which a client has to cope with in any case.
   */
  static int status(int code) {
    return switch (code) {
      case 184 -> 401;
      case 46, 49, 53, 76, 185, 201 -> 403;
      case 198 -> 404;
      case 60, 108 -> 405;
      case 120, 183 -> 500;
      case 62, 66, 67, 84, 116, 119, 121, 122, 131, 160, 164, 202, 214 -> 200;
      default -> 400;
    };
  }
}
