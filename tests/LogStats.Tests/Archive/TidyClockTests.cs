using FsCheck;
using FsCheck.Fluent;
using LogStats.Archive.Tidy;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Archive;

/// <summary>A file is never taken for older than it is, whatever is done to the clock.</summary>
public sealed class TidyClockTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 18, 0, 0, 0, TimeSpan.Zero);

    private enum Deed
    {
        Run,
        Set,
        Sleep,
        Restart,
    }

    private static readonly Gen<(Deed Deed, int Minutes, bool Writes)[]> s_lives = Gen.ArrayOf(
        from deed in Gen.Elements(Deed.Run, Deed.Run, Deed.Run, Deed.Set, Deed.Set, Deed.Sleep, Deed.Restart)
        from minutes in Gen.Choose(-600, 600)
        from writes in Gen.Elements(true, false)
        select (deed, minutes, writes), 12);

    [Fact]
    public void Nothing_is_older_than_the_time_that_passed()
        => Always.Holds(s_lives, life =>
        {
            MachineClock clock = new(s_start);
            TidyMemory? memory = null;
            long truth = 0;
            List<(DateTime Changed, long At)> files = [];
            foreach ((Deed deed, int minutes, bool writes) in life)
            {
                TimeSpan span = TimeSpan.FromMinutes(Math.Abs(minutes) + 1);
                truth += deed == Deed.Set ? 0 : span.Ticks;
                switch (deed)
                {
                    case Deed.Run:
                        clock.Run(span);
                        break;
                    case Deed.Set:
                        clock.Set(TimeSpan.FromMinutes(minutes));
                        break;
                    case Deed.Sleep:
                        clock.Set(span);
                        break;
                    default:
                        clock.Restart(span);
                        break;
                }

                TidyClock tidy = new(clock, clock.Boot, memory, isLost: false);
                memory = TidyMemory.Read(tidy.Memory.Write());
                if (writes)
                {
                    files.Add((clock.Now, truth));
                }

                // What was there before the first run is as old as the clock says: nobody knows better.
                Assert.All(files, file => Assert.True(tidy.AgeOf(file.Changed).Ticks <= truth - file.At + TimeSpan.TicksPerMinute, $"{tidy.AgeOf(file.Changed)} for {TimeSpan.FromTicks(truth - file.At)}"));
            }
        }, Always.Shorter, 2000);

    [Fact]
    public void What_a_machine_runs_counts_in_full()
    {
        MachineClock clock = new(s_start);
        TidyMemory memory = new TidyClock(clock, clock.Boot, null, isLost: false).Memory;
        DateTime changed = clock.Now;
        for (int run = 0; run < 30; run++)
        {
            clock.Run(TimeSpan.FromMinutes(10));
            memory = new TidyClock(clock, clock.Boot, memory, isLost: false).Memory;
        }

        Assert.Equal(TimeSpan.FromHours(5), new TidyClock(clock, clock.Boot, memory, isLost: false).AgeOf(changed));
    }

    [Fact]
    public void A_clock_that_was_set_forward_by_mistake_and_back_again_leaves_nothing_behind()
    {
        MachineClock clock = new(s_start);
        DateTime before = clock.Now;
        TidyClock tidy = new(clock, clock.Boot, null, isLost: false);
        clock.Set(TimeSpan.FromDays(10));
        tidy = new(clock, clock.Boot, tidy.Memory, isLost: false);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromDays(10)), (tidy.AgeOf(before), tidy.ShownAgeOf(before)));

        clock.Set(TimeSpan.FromDays(-10));
        clock.Run(TimeSpan.FromHours(1));
        tidy = new(clock, clock.Boot, tidy.Memory, isLost: false);
        Assert.Equal(TimeSpan.FromHours(1), tidy.AgeOf(before));
        Assert.Empty(tidy.Memory.Leaps);
    }

    [Fact]
    public void Where_what_was_known_is_lost_all_begins_to_age_now()
    {
        MachineClock clock = new(s_start);
        TidyClock tidy = new(clock, clock.Boot, null, isLost: true);
        clock.Run(TimeSpan.FromHours(2));
        tidy = new(clock, clock.Boot, tidy.Memory, isLost: false);
        Assert.Equal(TimeSpan.FromHours(2), tidy.AgeOf(s_start.AddYears(-1).UtcDateTime));
    }

    [Fact]
    public void Many_leaps_are_remembered_as_a_day_before_which_nothing_counts()
    {
        MachineClock clock = new(s_start);
        TidyMemory? memory = null;
        for (int night = 0; night < 300; night++)
        {
            clock.Run(TimeSpan.FromHours(16));
            clock.Set(TimeSpan.FromHours(8));
            memory = new TidyClock(clock, clock.Boot, memory, isLost: false).Memory;
        }

        Assert.True(memory!.Leaps.Count <= 100);
        TidyClock tidy = new(clock, clock.Boot, memory, isLost: false);
        Assert.InRange(tidy.AgeOf(s_start.UtcDateTime), TimeSpan.FromHours(16 * 98), TimeSpan.FromHours(16 * 101));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"version\":2}")]
    [InlineData("{\"version\":1,\"boot\":\"\",\"uptime\":-1,\"time\":0,\"floor\":0,\"leaps\":[]}")]
    public void What_was_never_written_so_is_no_memory(string text) => Assert.Null(TidyMemory.Read(System.Text.Encoding.UTF8.GetBytes(text)));
}
