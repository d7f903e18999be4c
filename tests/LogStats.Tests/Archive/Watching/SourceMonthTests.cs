using System.Globalization;
using LogStats.Archive.Watching;
using LogStats.Sinks;

namespace LogStats.Tests.Archive.Watching;

/// <summary>
/// A month of a receiver on a clock of its own: sources fall silent and come back, some are there from the first day, some come later, one
/// never; summer time ends, the clock is set, the watch is killed and started again. What is told, and in which minute, is compared
/// with the rules said plainly.
/// </summary>
public sealed class SourceMonthTests
{
    private const int Threshold = 5;

    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset s_start = new(2026, 10, 3, 6, 7, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    public void Every_alert_recovery_and_summary_comes_once_and_in_its_minute(int seed)
    {
        Random chance = new(seed);
        StepClock clock = new(s_start, s_zone);
        using SourceWorld world = new(clock, chance);
        Month month = new(world, clock, chance, minutes: 30 * 1440);
        month.Run();

        Assert.Equal(Sorted(month.Expected), Sorted(month.Told));
        Assert.Equal(month.Ids.Count, month.Ids.Distinct().Count());
        Assert.True(month.Told.Count(static line => line.Contains("Inactive", StringComparison.Ordinal)) > 50);
        Assert.True(month.Told.Count(static line => line.Contains("Recovered", StringComparison.Ordinal)) > 50);
        Assert.True(month.Told.Count(static line => line.Contains("hour", StringComparison.Ordinal)) > 600);
        Assert.True(month.Kills > 20);
        Assert.Equal(1, month.Told.Count(static line => line.Contains("Missing never1", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Sorted(List<string> lines)
        => lines.OrderBy(static line => int.Parse(line[..line.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture)).ThenBy(static line => line, StringComparer.Ordinal);

    private sealed class Month
    {
        private readonly SourceWorld _world;
        private readonly StepClock _clock;
        private readonly Random _chance;
        private readonly int _minutes;
        private readonly TextStore _store = new();
        private readonly Dictionary<string, (long From, long To)> _silent = [];
        private readonly Dictionary<string, long> _known = [];
        private readonly HashSet<string> _missing = [];
        private readonly string[] _sources = [.. Enumerable.Range(1, 9).Select(static at => $"web{at}")];
        private DateTime _next;
        private long _leap;

        public Month(SourceWorld world, StepClock clock, Random chance, int minutes)
        {
            (_world, _clock, _chance, _minutes) = (world, clock, chance, minutes);
            clock.Moved = Pass;
            _next = Label();
        }

        public List<string> Told { get; } = [];

        public List<string> Expected { get; } = [];

        public List<string> Ids { get; } = [];

        public int Kills { get; private set; }

        public void Run()
        {
            Pass();
            while (_world.Minute < _minutes)
            {
                Rules();
                bool isKilled = Watch(_world.Minute + _chance.Next(200, 2500));
                for (int left = isKilled ? 0 : _chance.Next(2) * _chance.Next(150); left > 0; left--)
                {
                    _clock.Run(TimeSpan.FromMinutes(1));
                    Pass();
                }
            }
        }

        /// <summary>One life of the watch. True if it was killed with a row in its hands, which nobody said was safe.</summary>
        private bool Watch(long until)
        {
            using SourceWatch watch = new(new SourceWatchOptions
            {
                Directory = _world.Root,
                Expected = ["never1", "late1"],
                Thresholds = new SourceThresholds { Usual = TimeSpan.FromMinutes(Threshold) },
                Interval = TimeSpan.FromMinutes(1),
                Summary = true,
                Store = _store,
            }, _clock);
            using CancellationTokenSource stop = new();
            (_until, _stop) = (until, stop);
            Kills++;
            try
            {
                foreach (IRow row in watch.Rows(stop.Token))
                {
                    Take(row);
                    if (_chance.Next(30) == 0)
                    {
                        _again.UnionWith(Told.Zip(Ids).Where(one => one.First.StartsWith($"{_world.Minute} ", StringComparison.Ordinal)).Select(static one => one.Second));
                        return true;
                    }
                }
            }
            catch (OperationCanceledException)
            {
            }
            finally
            {
                _stop = null;
            }

            return false;
        }

        private CancellationTokenSource? _stop;
        private long _until;
        private readonly HashSet<string> _again = [];

        private void Take(IRow row)
        {
            string id = row is LogAlert alert ? alert.Id : $"hour {((LogSourceSummary)row).Hour}";
            string line = row switch
            {
                LogAlert told => $"{_world.Minute} {told.Kind} {told.Subject}",
                LogSourceSummary told => $"{_world.Minute} hour {told.Hour} {told.Files} {told.Lines} {told.Sent + told.Failed + told.Waiting}",
                _ => "",
            };
            if (_again.Remove(id))
            {
                return; // What that look told comes again, under the same name.
            }

            Ids.Add(id);
            Told.Add(line);
        }

        private void Pass()
        {
            if (_chance.Next(4000) == 0 && _stop is not null && _world.Minute + 1 < _until)
            {
                _clock.Set(TimeSpan.FromMinutes(_chance.Next(2) == 0 ? _chance.Next(2, 200) : -_chance.Next(2, 200)));
                _leap = _world.Minute;
            }

            _world.Next(Writing());
            if (_stop is not null && _world.Minute >= _until)
            {
                _stop.Cancel();
            }
            else if (_stop is not null)
            {
                Rules();
            }
        }

        private List<string> Writing()
        {
            long minute = _world.Minute + 1;
            List<string> writing = [];
            foreach (string source in _sources.Append("late1"))
            {
                if ((source == "web9" && minute < 10 * 1440) || (source == "late1" && minute < 3 * 1440))
                {
                    continue;
                }

                // Silences do not begin in the minutes around a leap: the very last line before one may count as of before.
                if (!_silent.TryGetValue(source, out (long From, long To) silence) || minute >= silence.To)
                {
                    long from = minute + _chance.Next(100, 9000);
                    _silent[source] = silence = (from, from + (_chance.Next(3) == 0 ? _chance.Next(1, 9) : _chance.Next(6, 4000)));
                }
                else if (minute == silence.From && minute - _leap < 10)
                {
                    _silent[source] = silence = (minute + 20, silence.To + 20);
                }

                if (minute < silence.From)
                {
                    writing.Add(source);
                }
            }

            return writing;
        }

        /// <summary>What a look in this minute has to tell.</summary>
        private void Rules()
        {
            foreach (string source in _sources.Concat(["late1", "never1"]))
            {
                bool isKnown = _world.Written.TryGetValue(source, out long written);
                if (!isKnown && source.StartsWith("web", StringComparison.Ordinal))
                {
                    continue;
                }

                long silent = _world.Minute - (isKnown ? written : 1);
                if (_missing.Contains(source) && isKnown && silent <= Threshold)
                {
                    _ = _missing.Remove(source);
                    Expected.Add($"{_world.Minute} Recovered {source}");
                }
                else if (silent > Threshold && _missing.Add(source))
                {
                    Expected.Add($"{_world.Minute} {(isKnown ? "Inactive" : "Missing")} {source}");
                }
            }

            Hours();
        }

        private void Hours()
        {
            List<DateTime> due = [];
            for (; _next < Label(); _next = _next.AddHours(1))
            {
                if (!s_zone.IsInvalidTime(_next))
                {
                    due.Add(_next);
                }
            }

            foreach (DateTime hour in due)
            {
                int files = _world.Hours[hour.ToString("yyMMddHH", CultureInfo.InvariantCulture)].Distinct().Count();
                if (files > 0 || hour == due[^1])
                {
                    Expected.Add(string.Create(CultureInfo.InvariantCulture, $"{_world.Minute} hour {hour:yyyy-MM-dd HH:00} {files} {files * 3} {files}"));
                }
            }
        }

        /// <summary>The hour that it was a quarter of an hour ago.</summary>
        private DateTime Label()
        {
            DateTime local = TimeZoneInfo.ConvertTimeFromUtc(_clock.GetUtcNow().UtcDateTime.AddMinutes(-15), s_zone);
            return local.Date.AddHours(local.Hour);
        }
    }
}
