package io.pardotroutes.delivery;

/** Pardot took the request, but some of its records have to be sent once more; those that went through are not repeated. */
public final class IncompleteRequest extends RuntimeException {

  IncompleteRequest(int records) {
    super(records + " records of the request have to be sent again");
  }
}
