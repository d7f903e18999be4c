using LogStats.Agent.Reports;
using LogStats.Agent.Terminal;
using LogStats.PgBouncer;
using LogStats.Sinks;

namespace LogStats.Agent.Inputs;

/// <summary>
/// Carries alerts and reports of a watch over pgbouncer to a target or to standard output. SIGUSR1 asks for a report, as it
/// does of the program that this replaces.
/// </summary>
internal sealed class AlertFollow(Screen screen, ISink? sink, OriginalText? words, PgBouncerWatchOptions options, TimeProvider clock)
{
    public int Alerts { get; private set; }

    public int Reports { get; private set; }

    /// <summary>Runs until it is stopped or the time is up. What was told is safe once the target has answered.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using PgBouncerWatch watch = new(options, clock);
        using IDisposable? signal = ReportSignal.Register(watch.ReportNow);
        Say(words?.Started(clock.GetLocalNow(), Environment.ProcessId));
        try
        {
            foreach (IRow row in watch.Rows(stop))
            {
                Alerts += row is LogAlert ? 1 : 0;
                Reports += row is LogAlert ? 0 : 1;
                await GiveAsync(row, stop);
            }
        }
        finally
        {
            Say(words?.Ended(clock.GetLocalNow()));
        }
    }

    private async ValueTask GiveAsync(IRow row, CancellationToken stop)
    {
        if (sink is not null)
        {
            // Not to be stopped half way: what the target has taken and nobody saved would come twice.
            stop.ThrowIfCancellationRequested();
            _ = await sink.WriteAsync([words?.Notice(row) ?? row], CancellationToken.None);
        }
        else if (words is not null)
        {
            Say(words.Of(row));
        }
        else if (screen.OutIsTerminal)
        {
            Say(Scan.LineText.Show(row is PgBouncerSummary { Report: { } report } summary
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{report.Started:yyyy-MM-dd HH:mm} to {report.Ended:yyyy-MM-dd HH:mm}: {summary}")
                : $"{row}"));
        }
        else
        {
            RowLine.Write(screen.Stream, row);
        }
    }

    private void Say(string? text)
    {
        if (text is not null && sink is null)
        {
            screen.Out.WriteLine(text);
            screen.Out.Flush();
        }
    }
}
