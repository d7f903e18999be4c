using LogStats.Elf.Munin;
using LogStats.Faults;
using LogStats.Sinks.Text;

namespace LogStats.Sinks.Munin;

/// <summary>
/// Replaces a report by each summary of all requests that comes, at once and in one step, so that no reader sees half
/// of it. Summaries of groups are passed over: the one of all holds its groups. Any other row is refused.
/// </summary>
public sealed class MuninSink : ISink
{
    private readonly TextSinkOptions _file;
    private readonly MuninReport _report;
    private bool _gotGroups;
    private bool _gotTotal;

    private MuninSink(TextSinkOptions file, MuninReport report)
    {
        _file = file;
        _report = report;
    }

    /// <summary>Looks whether the file could be written, and leaves it as it is.</summary>
    /// <exception cref="LogStatsException">It cannot be written, or a setting cannot be used.</exception>
    public static MuninSink Open(MuninSinkOptions options)
    {
        MuninSink sink = new(new TextSinkOptions { Path = options.Path }, new MuninReport(options.Report));
        TextOutputs.Open(sink._file).Dispose();
        return sink;
    }

    /// <inheritdoc/>
    public ValueTask PrepareAsync(CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        if (batch.FirstOrDefault(row => row is not ElfSummary) is { } other)
        {
            throw Fail.SinkRejected(_file.Path!, $"a report is made of statistics of access logs, not of '{other.GetRowMap().Table}'",
                "Give it what Measure-ElfLog or 'logstats measure' makes of an access log.");
        }

        long stored = 0;
        foreach (ElfSummary summary in batch.Cast<ElfSummary>())
        {
            if (!MuninReport.TellsOf(summary))
            {
                _gotGroups = true;
                continue;
            }

            stop.ThrowIfCancellationRequested();
            Replace(_report.Write(summary));
            _gotTotal = true;
            stored++;
        }

        return ValueTask.FromResult(new SinkAnswer(stored, 0));
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken stop) => _gotGroups && !_gotTotal
        ? throw Fail.SinkRejected(_file.Path!, "only summaries of groups came, and none of all requests",
            "Measure without grouping: the summary of all holds the request groups.")
        : ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Replace(byte[] report)
    {
        using TextOutput output = TextOutputs.Open(_file);
        try
        {
            output.Begin();
            output.Stream.Write(report);
            output.Keep();
            output.Complete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TextFaults.Write(output.Name, output.Left, error);
        }
    }
}
