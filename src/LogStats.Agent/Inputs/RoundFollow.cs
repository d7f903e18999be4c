using LogStats.Agent.Reports;
using LogStats.Agent.Terminal;
using LogStats.Elf;
using LogStats.Sinks;

namespace LogStats.Agent.Inputs;

/// <summary>Adds growing access logs up, and gives one summary a round to a target or to standard output.</summary>
internal sealed class RoundFollow(Screen screen, ISink? sink, ElfWatchOptions options, TimeProvider clock, LiveReport? report = null)
{
    private bool _lost;

    public int Rounds { get; private set; }

    /// <summary>Runs until it is stopped or the time is up. A round is safe once the target has answered.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using ElfWatch watch = new(options, clock);
        foreach (ElfSummary round in watch.Rounds(stop))
        {
            Rounds++;
            if (!_lost && options.Elf.Clients.Locations?.Remark is { } remark)
            {
                _lost = true;
                screen.Warn(remark);
            }

            report?.Add(round);
            if (sink is not null)
            {
                await sink.WriteAsync([round], stop);
            }
            else if (screen.OutIsTerminal)
            {
                screen.Out.WriteLine(Line(round));
                screen.Out.Flush();
            }
            else
            {
                RowLine.Write(screen.Stream, round);
            }
        }
    }

    private static string Line(ElfSummary round)
        => string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{round.Round!.Started:yyyy-MM-dd HH:mm:ss}  {round.Calls,8:N0} calls  {round.ServerErrors,5:N0} server errors  "
            + $"{Scan.ByteSize.Text(round.SentBytes),8}  p50 {Scan.ShortSpan.Text(round.P50)}  p99 {Scan.ShortSpan.Text(round.P99)}");
}
