using LogStats.Agent.Tests.Running;

namespace LogStats.Agent.Tests;

/// <summary>What is seen on a terminal.</summary>
public sealed class TerminalTests
{
    [TerminalFact]
    public async Task RecordsAreATableThatFits()
    {
        ProgramResult result = await OnTerminalAsync(80, $"$logstats read '{SampleLog.Path}' --kind all");

        Assert.Contains("Operation", result.Output);
        Assert.DoesNotContain('{', result.Output);
        Assert.All(Rows(result), line => Assert.InRange(line.Length, 0, 80));
    }

    [TerminalFact]
    public async Task StatisticsAreTablesThatFit()
    {
        ProgramResult result = await OnTerminalAsync(60, $"NO_COLOR=1 $logstats measure '{SampleLog.Path}' -q");

        Assert.Contains("╭", result.Output);
        Assert.All(Rows(result), line => Assert.InRange(line.Length, 0, 60));
    }

    [TerminalFact]
    public async Task ColoursAreThereUnlessTheyAreNotWanted()
    {
        ProgramResult colours = await OnTerminalAsync(80, $"$logstats measure '{SampleLog.Path}'");
        ProgramResult none = await OnTerminalAsync(80, $"NO_COLOR=1 $logstats measure '{SampleLog.Path}'");
        ProgramResult dumb = await OnTerminalAsync(80, $"TERM=dumb $logstats read no-such.log '{SampleLog.Path}'");

        Assert.Contains('\x1b', colours.Output);
        Assert.DoesNotContain('\x1b', none.Output);
        Assert.DoesNotContain('\x1b', dumb.Output);
    }

    private static Task<ProgramResult> OnTerminalAsync(int columns, string line)
        => LogStatsProgram.ShellAsync($"""script -qec "stty cols {columns} && {line}" /dev/null""");

    // The closing account is for the terminal to wrap: it holds whole lines of the log.
    private static IEnumerable<string> Rows(ProgramResult result) => result.Lines
        .Select(line => System.Text.RegularExpressions.Regex.Replace(line.TrimEnd('\r'), "\x1b\\[[0-9;]*m", ""))
        .TakeWhile(line => !line.Contains("lines read"));
}
