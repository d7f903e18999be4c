using System.Globalization;
using LogStats.Faults;
using LogStats.Sinks.Web;

namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// Stores rows as points of InfluxDB 1.x, 2.x or 3.x, over one connection. A batch is answered once the server has it
/// all. A row is the same point whenever it is sent, so a batch that is given again adds nothing; the server does not
/// tell what it had already, so nothing is ever counted as being there. One sink is for one caller at a time.
/// </summary>
public sealed class InfluxSink : ISink
{
    private const int RowsBetweenStops = 1024;

    private readonly InfluxSinkOptions _options;
    private readonly InfluxServer _server;
    private readonly InfluxDelivery _delivery;
    private readonly ServerRest _rest;
    private readonly InfluxDays? _days;
    private readonly Dictionary<RowMap, InfluxLineWriter> _writers = new(ReferenceEqualityComparer.Instance);
    private readonly List<(IRow Row, string Reason)> _unfit = [];
    private InfluxBody _filling = new();
    private InfluxBody _sending = new();

    private InfluxSink(InfluxSinkOptions options)
    {
        _options = options;
        _server = new InfluxServer(options);
        _rest = new ServerRest(options.Clock, options.LongestWait);
        _delivery = new InfluxDelivery(_server, Fault);
        _days = options.Schema == RowSchema.Original && !_server.IsBucket ? new InfluxDays(_server, options) : null;
    }

    /// <summary>Checks the options. The server is asked in <see cref="PrepareAsync"/>.</summary>
    /// <exception cref="LogStatsException">They do not go together.</exception>
    public static InfluxSink Open(InfluxSinkOptions options)
    {
        if (string.IsNullOrEmpty(options.Database) == string.IsNullOrEmpty(options.Bucket))
        {
            throw Fail.Value("the place in InfluxDB", string.IsNullOrEmpty(options.Bucket) ? "nothing" : "both",
                "a database of InfluxDB 1.x, or a bucket of 2.x and 3.x");
        }

        if (options.Server is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw Fail.Value("the address of InfluxDB", "***", "http://host:8086 or https://host:8086");
        }

        bool original = options.Schema == RowSchema.Original;
        if (original && (options.Measurement is not null || options.Tags is not null || options.Fields is not null))
        {
            throw Fail.Value("the original's schema", "measurement, tags or fields", "none of these: the original's points have their own");
        }

        return new InfluxSink(original && options.Bucket is null
            ? options with { RetentionPolicy = options.RetentionPolicy ?? InfluxDays.EventPolicy }
            : options);
    }

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        await _rest.KeepAsync(stop).ConfigureAwait(false);
        CheckVersion(await _server.VersionAsync(stop).ConfigureAwait(false));
        if (_server.TellsSecrets)
        {
            _options.Note?.Invoke($"The password or token for '{_server.Shown}' goes over the network in the clear. Use https.");
        }

        // No line at all: it stores nothing and asks for everything. Servers 2.x want a line, but complain of the rest first.
        InfluxAnswer answer = await _server.WriteAsync(ReadOnlyMemory<byte>.Empty, stop).ConfigureAwait(false);
        if (!answer.IsDone && !(_server.IsBucket && answer.IsAboutPoints))
        {
            throw Fault(answer);
        }

        if (_days is not null)
        {
            await _days.CheckAsync(stop).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        await _rest.KeepAsync(stop).ConfigureAwait(false);
        _delivery.Refused.Clear();
        _unfit.Clear();
        int left = 0;
        Task sending = Task.CompletedTask;
        try
        {
            for (int next = 0; next < batch.Count;)
            {
                // The next body is built while the last one is under way.
                (next, int others) = Fill(batch, next, stop);
                left += others;
                await sending.ConfigureAwait(false);
                (_filling, _sending) = (_sending, _filling);
                sending = _sending.Lines.Count == 0 ? Task.CompletedTask : SendAsync(_sending, stop);
            }
        }
        finally
        {
            await sending.ConfigureAwait(false);
        }

        if (_days is not null)
        {
            await _days.SumAsync(last: false, stop).ConfigureAwait(false);
        }

        int refused = Tell();
        return new SinkAnswer(batch.Count - left - refused, 0, refused);
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken stop)
    {
        if (_days is not null)
        {
            await _rest.KeepAsync(stop).ConfigureAwait(false);
            await _days.SumAsync(last: true, stop).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Fills a body from a row on, to its bound; says which row is next and how many have no place in this schema.</summary>
    private (int Next, int Left) Fill(IReadOnlyList<IRow> batch, int next, CancellationToken stop)
    {
        _filling.Clear();
        int bound = _delivery.TooLarge == 0 ? _options.BodyBytes : Math.Min(_options.BodyBytes, _delivery.TooLarge / 2);
        int left = 0;
        RowMap? map = null;
        InfluxLineWriter? writer = null;
        do
        {
            if (next % RowsBetweenStops == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            IRow row = batch[next++];
            if (!IsStored(row))
            {
                left++;
                continue;
            }

            if (!ReferenceEquals(row.GetRowMap(), map))
            {
                map = row.GetRowMap();
                writer = Writer(map);
            }

            if (writer!.Write(row, _filling) is { } reason)
            {
                _unfit.Add((row, reason)); // Not to the others: those are found meanwhile.
            }
        }
        while (next < batch.Count && _filling.Length < bound);
        return (next, left);
    }

    private async Task SendAsync(InfluxBody body, CancellationToken stop)
    {
        await _delivery.SendAsync(body, stop).ConfigureAwait(false);
        if (_days is not null)
        {
            HashSet<IRow> refused = new(_delivery.Refused.Select(static one => one.Row), ReferenceEqualityComparer.Instance);
            foreach (InfluxLine line in body.Lines)
            {
                if (!refused.Contains(line.Row))
                {
                    _days.Touch(line.Time);
                }
            }
        }
    }

    /// <summary>Passes refused rows on, now that all others are stored.</summary>
    private int Tell()
    {
        _unfit.AddRange(_delivery.Refused);
        foreach ((IRow row, string reason) in _unfit)
        {
            if (_options.Refused is null)
            {
                throw Fail.SinkRejected(_server.Shown, $"{reason} ({_unfit.Count:N0} of this batch)",
                    "The other rows are stored. Run it again with a file for refused rows to see each of these with its reason.");
            }

            _options.Refused.Add(row, reason);
        }

        return _unfit.Count;
    }

    private bool IsStored(IRow row) => _options.Schema == RowSchema.Native
        || (row is IOriginalRow original
            ? original.GetOriginalRowMap() is not null
            : throw Fail.SinkRejected(_server.Shown, $"the original stored no rows of the kind '{row.GetRowMap().Table}'", "Store these in the native schema."));

    private InfluxLineWriter Writer(RowMap map)
    {
        if (!_writers.TryGetValue(map, out InfluxLineWriter? writer))
        {
            writer = new InfluxLineWriter(InfluxShape.Of(map, _options), _options.Precision);
            _writers.Add(map, writer);
        }

        return writer;
    }

    private void CheckVersion(string? version)
    {
        string[] parts = version?.Split('.') ?? [];
        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor))
        {
            return; // Something between here and the server keeps it to itself; the write will tell.
        }

        if (major == 1 && minor < 8 && (_server.IsBucket || _options.Token is not null))
        {
            throw Fail.SinkConnect(_server.Shown, $"it is InfluxDB {version}, which has neither buckets nor tokens",
                "Name a database, and log in with a user and a password.");
        }

        if (major == 2 && !_server.IsBucket)
        {
            _options.Note?.Invoke($"'{_server.Shown}' is InfluxDB {version}, which keeps points in buckets: a database is there only if somebody mapped one to a bucket. Better name the bucket, with a token.");
        }
    }

    /// <summary>The fault of an answer; how long it asks to be left alone is kept to by the next call.</summary>
    private LogStatsException Fault(InfluxAnswer answer)
    {
        _rest.Ask(answer.Wait);
        return InfluxFaults.Of(_server.Shown, answer, _server.IsBucket);
    }
}
