using LogStats.Faults;
using LogStats.Sinks.Web;

namespace LogStats.Sinks.Http;

/// <summary>
/// Sends rows as messages of JSON to any server that takes them by HTTP. A message has a name, made of the names of its rows, which
/// goes along as <c>Idempotency-Key</c>: a message whose answer got lost is sent again under the same name, and a server that
/// knows such keys takes it once. No server tells what it had already, so nothing is ever counted as being there. One sink is for
/// one caller at a time.
/// </summary>
public sealed class HttpSink : ISink
{
    private readonly HttpSinkOptions _options;
    private readonly HttpServer _server;
    private readonly HttpDelivery _delivery;
    private readonly ServerRest _rest;

    private HttpSink(HttpSinkOptions options)
    {
        _options = options;
        _server = new HttpServer(options);
        _delivery = new HttpDelivery(_server, options);
        _rest = new ServerRest(options.Clock, options.LongestWait);
    }

    /// <summary>Checks the options. The server is asked in <see cref="PrepareAsync"/>.</summary>
    /// <exception cref="LogStatsException">They do not go together.</exception>
    public static HttpSink Open(HttpSinkOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MessageSize, 1);
        return new HttpSink(options);
    }

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        await _rest.KeepAsync(stop).ConfigureAwait(false);
        HttpAnswer answer = await _server.GreetAsync(stop).ConfigureAwait(false);
        if (answer.Status == 401)
        {
            throw Fault(answer); // Any other answer may be about the question, which few servers know.
        }
    }

    /// <inheritdoc/>
    public async ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        await _rest.KeepAsync(stop).ConfigureAwait(false);
        await _delivery.SendAsync(batch, Fault, stop).ConfigureAwait(false);
        List<(IRow Row, string Reason)> refused = _delivery.Refused;
        if (refused.Count > 0 && _options.Refused is null)
        {
            throw Fail.SinkRejected(_server.Shown, $"{refused[0].Reason} ({refused.Count:N0} of this batch)",
                "The other rows are stored. Run it again with a file for refused rows to see each of these with its reason.");
        }

        foreach ((IRow row, string reason) in refused)
        {
            _options.Refused!.Add(row, reason);
        }

        return new SinkAnswer(batch.Count - refused.Count, 0, refused.Count);
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The fault of an answer; how long it asks to be left alone is kept to by the next call.</summary>
    private LogStatsException Fault(HttpAnswer answer)
    {
        _rest.Ask(answer.Wait);
        return HttpFaults.Of(_server.Shown, answer);
    }
}
