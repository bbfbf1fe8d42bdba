package io.pardotroutes.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.sandbox.api.ProspectView;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.Prospect;
import io.pardotroutes.sandbox.wire.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Sends prospects as a JSON array, every field, some at a time, so that hundreds of thousands neither fill memory nor block. */
final class ProspectStream {
  private static final int SLICE = 200;

  private final ProspectView view;
  private final HttpServerResponse response;
  private final List<Row> rows;
  private int next;

  /** A prospect and its business unit's id, null while it has none. */
  record Row(String unit, Prospect prospect) {}

  ProspectStream(Organisation organisation, HttpServerRequest request, List<Row> rows) {
    this.view = new ProspectView(organisation);
    this.response = request.response();
    this.rows = rows;
  }

  void start(int status) {
    response.setStatusCode(status).setChunked(true).putHeader("Content-Type", Wire.JSON).write("[");
    more();
  }

  private void more() {
    if (response.closed() || response.ended()) {
      return;
    }
    Buffer slice = Buffer.buffer();
    int end = Math.min(next + SLICE, rows.size());
    for (; next < end; next++) {
      slice.appendString(next == 0 ? "" : ",\n").appendString(json(rows.get(next)));
    }
    if (next == rows.size()) {
      response.end(slice.appendString("]"));
    } else {
      response.write(slice).onSuccess(written -> more());
    }
  }

  private String json(Row row) {
    ObjectNode json = view.flat(row.prospect());
    return json.put("business_unit_id", row.unit()).put("is_archived", row.prospect().archived()).toString();
  }
}
