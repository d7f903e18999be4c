using LogStats.Elf;
using LogStats.Faults;
using LogStats.Follow;
using static LogStats.Tests.Elf.Watch.WatchedLogs;

namespace LogStats.Tests.Elf.Watch;

/// <summary>Rounds of a watch: what belongs to which, what is repeated after a kill, and that nothing is lost.</summary>
public sealed class ElfWatchTests : IDisposable
{
    private readonly WatchedLogs _logs = new();

    [Fact]
    public void OldLogsAreReadByTheirOwnTime()
    {
        _logs.Append(Line("10:01:00"), Line("10:04:59"), Line("10:05:00"), Line("10:16:00"));

        Assert.Equal("10:00=2 10:05=1 10:10=0 10:15=1", _logs.Rounds());
    }

    [Fact]
    public void ALateLineCountsInThePresentRound()
    {
        _logs.Append(Line("10:01:00"), Line("10:06:00"), Line("10:02:00"), Line("10:07:00"));

        Assert.Equal("10:00=1 10:05=3", _logs.Rounds());
    }

    [Fact]
    public void ARoundHasTheRequestsOfAllFilesWhateverTheirFormat()
    {
        _logs.Options = _logs.Options with { Paths = [_logs.File("a.log"), _logs.File("b.log")] };
        _logs.AppendTo("a.log", Line("10:06:00"), Line("10:11:00"));
        _logs.AppendTo("b.log", Line("10:01:00").TrimEnd('\n') + " \"-\" \"curl/8\" 0.250\n", Line("10:07:00").TrimEnd('\n') + " \"-\" \"curl/8\" 1.000\n");

        using ElfWatch watch = new(_logs.Options, _logs.Clock);
        List<ElfSummary> rounds = [.. watch.Rounds()];

        Assert.Equal([1, 2, 1], rounds.Select(round => round.Calls));
        Assert.Equal([1, 1, 0], rounds.Select(round => round.Timed));
        Assert.Equal(TimeSpan.FromSeconds(1), rounds[1].Max);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 10, 0, TimeSpan.Zero), rounds[1].Round!.Ended);
    }

    [Fact]
    public void AKilledWatchRepeatsTheRoundThatWasNotTakenAndNoOther()
    {
        _logs.Options = _logs.Options with { From = FollowStart.Saved };
        _logs.Append(Line("10:01:00"), Line("10:06:00"), Line("10:07:00"), Line("10:11:00"));

        Assert.Equal("10:00=1 10:05=2", _logs.Rounds(take: 2));
        Assert.Equal("10:05=2 10:10=1", _logs.Rounds());

        _logs.Append(Line("10:12:00"), Line("10:21:00"));
        Assert.Equal("10:10=1 10:15=0 10:20=1", _logs.Rounds());
        Assert.Equal("", _logs.Rounds());
    }

    [Fact]
    public void AStretchOfManyEmptyRoundsIsPassedOver()
    {
        _logs.Options = _logs.Options with { Interval = TimeSpan.FromSeconds(10) };
        _logs.Append(Line("01:00:00"), Line("22:00:03"));

        Assert.Equal("01:00=1 22:00=1", _logs.Rounds());
    }

    [Fact]
    public void LiveRoundsEndByTheClockAndAnEmptyOneIsGiven()
    {
        _logs.Options = _logs.Options with { From = FollowStart.End, Timeout = TimeSpan.FromMinutes(16) };
        _logs.Append(Line("10:00:00"));
        Queue<(TimeSpan At, string Line)> coming = new(
        [
            (new(0, 1, 0), Line("+00:01:00")), (new(0, 4, 50), Line("+00:04:50")), (new(0, 4, 55), Line("+00:05:00")),
            (new(0, 12, 0), Line("+00:09:59")), (new(0, 12, 1), Line("+00:12:00")),
        ]);
        _logs.Clock.Moved = now =>
        {
            while (coming.TryPeek(out (TimeSpan At, string Line) next) && now.TimeOfDay >= next.At)
            {
                _logs.Append(coming.Dequeue().Line);
            }
        };

        Assert.Equal("00:00=2 00:05=1 00:10=2", _logs.Rounds());
    }

    [Fact]
    public void AQuietLiveRoundHasNoCalls()
    {
        _logs.Options = _logs.Options with { From = FollowStart.End, Timeout = TimeSpan.FromMinutes(11) };
        _logs.Append(Line("10:00:00"));

        Assert.Equal("00:00=0 00:05=0", _logs.Rounds());
    }

    [Fact]
    public void AStopEndsTheWait()
    {
        using CancellationTokenSource stop = new();
        _logs.Options = _logs.Options with { Timeout = null };
        _logs.Clock.Moved = _ => stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => _logs.Rounds(stop: stop.Token));
    }

    [Fact]
    public void NamesWithTimesAreReadDayByDay()
    {
        _logs.Options = _logs.Options with { Paths = [_logs.File("access.log-%Y-%m-%d?ts=-3600")] };
        _logs.AppendTo("access.log-2026-11-19", Line("10:01:00")).AppendTo("access.log-2026-11-20", Line("10:07:00"));
        _logs.AppendTo("access.log-old", Line("10:02:00"));

        // The shift of the name is one of the records too: they are an hour behind the clock.
        Assert.Equal("11:00=1 11:05=1", _logs.Rounds());
    }

    [Fact]
    public void TimesInAFolderAreRefused()
        => Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(
            () => new ElfWatch(_logs.Options with { Paths = ["/none/%Y/access.log"] }, _logs.Clock)).Id);

    [Fact]
    public void LinesOfNoFormatAreCountedAndSaidOnce()
    {
        _logs.Append("what is this\n", "and this\n");

        using ElfWatch watch = new(_logs.Options with { From = FollowStart.Beginning, Timeout = TimeSpan.FromMinutes(10) }, _logs.Clock);
        ElfSummary round = watch.Rounds().First();

        Assert.Equal((0, 2), (round.Calls, round.Lines!.Rejected));
        Assert.Contains("in no format", Assert.Single(_logs.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void ARotatedLogIsReadOn()
    {
        _logs.Options = _logs.Options with { From = FollowStart.Saved };
        _logs.Append(Line("10:01:00"), Line("10:06:00"));
        Assert.Equal("10:00=1 10:05=1", _logs.Rounds(take: 2));

        _logs.Append(Line("10:07:00"));
        File.Move(_logs.File(), _logs.File("access.log.1"));
        _logs.Append(Line("10:08:00"), Line("10:11:00"));

        Assert.Equal("10:05=3 10:10=1", _logs.Rounds());
    }

    public void Dispose() => _logs.Dispose();
}
