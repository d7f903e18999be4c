using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Batches;
using LogStats.Receive;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Receive;

/// <summary>
/// Random batches, faults, power cuts and restarts against a plain reference: what was answered is there, once, byte for byte, and
/// nothing else is; whatever the receiver was doing when it ended.
/// </summary>
public sealed class ReceiverModelTests
{
    private static readonly string[] s_sources = ["web1", "web2"];
    private static readonly string[] s_names = ["f1", "f2"];

    /// <summary>What is done, in its order.</summary>
    private static Gen<(int Kind, int Which, int Size)[]> Deeds { get; } = Gen.Choose(1, 40).SelectMany(static count =>
        (from kind in Gen.Choose(0, 13) from which in Gen.Choose(0, 1 << 16) from size in Gen.Choose(0, 12) select (kind, which, size)).ArrayOf(count));

    [Fact]
    public void What_was_answered_is_there_once() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1500).WithQuietOnSuccess(true),
        Prop.ForAll(Deeds.ToArbitrary(), static deeds => new World().RunAsync(deeds).GetAwaiter().GetResult()));

    /// <summary>The logs at their sources, and a receiver that is killed now and then.</summary>
    private sealed class World
    {
        private readonly FakeDisk _disk = new();
        private readonly MemoryLedger _ledger = new();
        private readonly Dictionary<(string Source, string File), Log> _logs = [];
        private readonly Dictionary<string, string> _sealed = [];
        private DateTimeOffset _now = ReceiverFixture.Start;
        private TestClock _clock = new(ReceiverFixture.Start);
        private BatchReceiver? _receiver;
        private int _callsLeft = int.MaxValue;
        private bool _isFull;
        private string? _sick;
        private int _lines;

        public async Task RunAsync((int Kind, int Which, int Size)[] deeds)
        {
            foreach (string source in s_sources)
            {
                foreach (string name in s_names)
                {
                    _logs.Add((source, name), new Log());
                }
            }

            _disk.Fails = (call, path) => Die() ?? (call is "write" && (_isFull || (_sick is not null && path.StartsWith(_sick, StringComparison.Ordinal))) ? DiskFaults.Full("full")
                : call is "sync" or "cut" && _sick is not null && path.StartsWith(_sick, StringComparison.Ordinal) ? new IOException("sick") : null);
            _ledger.Fails = Die;
            await StartAsync();
            foreach ((int kind, int which, int size) in deeds)
            {
                await DoAsync(kind, new Random(which), size);
            }

            (_isFull, _sick, _callsLeft) = (false, null, int.MaxValue);
            await CrashAsync(new Random(deeds.Length));
            foreach (((string source, string file), Log log) in _logs)
            {
                for (int tries = 0; log.Mark < log.Text.Length; tries++)
                {
                    Assert.True(tries < 3);
                    await SendAsync((source, file), 1000);
                }
            }

            Look(static log => log.Text.Length);
            await _receiver!.DisposeAsync();
        }

        private async Task DoAsync(int kind, Random chance, int size)
        {
            (string Source, string File) which = (s_sources[chance.Next(2)], s_names[chance.Next(2)]);
            switch (kind)
            {
                case <= 3:
                    Write(which, chance, size);
                    await SendAsync(which, size);
                    break;
                case 4:
                    // All at once, so that they are committed together; each one twice.
                    foreach ((string Source, string File) every in _logs.Keys)
                    {
                        Write(every, chance, size);
                    }

                    await Task.WhenAll(_logs.Keys.SelectMany(every => (Task[])[SendAsync(every, size), SendAsync(every, size)]));
                    break;
                case 5:
                    await SendWrongAsync(which, chance);
                    break;
                case 6:
                    _callsLeft = chance.Next(30);
                    break;
                case 7:
                    await CrashAsync(chance);
                    break;
                case 8:
                    (_isFull, _sick) = (chance.Next(2) == 0, null);
                    break;
                case 9:
                    _sick = chance.Next(2) == 0 ? which.Source : null;
                    break;
                case 10 or 11:
                    await AdvanceAsync(TimeSpan.FromMinutes(chance.Next(1, 40)));
                    break;
                default:
                    await RestartAsync();
                    break;
            }
        }

        private IOException? Die() => _callsLeft == int.MaxValue || _callsLeft-- > 0 ? null : new IOException("killed", _callsLeft = 0);

        private void Write((string Source, string File) which, Random chance, int count)
        {
            for (int line = 0; line < count; line++)
            {
                DateTime time = _now.DateTime.AddMinutes(chance.Next(-30, 10));
                string text = chance.Next(8) == 0 ? "no time" : string.Create(CultureInfo.InvariantCulture, $"1.2.3.4 - - [{time:dd/MMM/yyyy:HH:mm:ss} +0000]");
                _logs[which].Text.Append(CultureInfo.InvariantCulture, $"{text} {which.Source} {which.File} {++_lines}\n");
            }
        }

        /// <summary>What a good sender does: it begins at the mark that it was told last.</summary>
        private async Task SendAsync((string Source, string File) which, int count)
        {
            Log log = _logs[which];
            int start = log.Mark;
            int end = start;
            string text = log.Text.ToString();
            for (int line = 0; line < count && end < text.Length; line++)
            {
                end = text.IndexOf('\n', end) + 1;
            }

            if (end == start)
            {
                return;
            }

            ReceiveAnswer answer = await _receiver!.StoreAsync(ReceiverFixture.Batch(text[start..end], start, file: which.File, source: which.Source));
            Take(log, end, answer);
        }

        private static void Take(Log log, int end, ReceiveAnswer answer)
        {
            if (answer.Trouble != ReceiveTrouble.None)
            {
                return;
            }

            Assert.True(answer.Answer.Outcome is BatchOutcome.Stored or BatchOutcome.Had or BatchOutcome.Gap or BatchOutcome.Overlap, $"{answer.Answer.Outcome}");
            if (answer.Answer.Outcome is BatchOutcome.Stored or BatchOutcome.Had)
            {
                Assert.True(answer.Answer.Mark >= end);
            }

            // What was answered once is never taken back.
            Assert.True(answer.Answer.Mark >= log.Mark);
            log.Mark = (int)answer.Answer.Mark;
        }

        /// <summary>Stretches that are there, or lie behind what is.</summary>
        private async Task SendWrongAsync((string Source, string File) which, Random chance)
        {
            Log log = _logs[which];
            string text = log.Text.ToString();
            if (text.Length == 0)
            {
                return;
            }

            int start = chance.Next(text.Length);
            start = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
            int end = text.IndexOf('\n', chance.Next(start, text.Length)) + 1;

            // More than the sender knows may be there: an answer can have been lost.
            long mark = _ledger.FindFile(which.Source, which.File)?.Mark ?? 0;
            ReceiveAnswer answer = await _receiver!.StoreAsync(ReceiverFixture.Batch(text[start..end], start, file: which.File, source: which.Source));
            if (answer.Trouble == ReceiveTrouble.None)
            {
                Assert.Equal(start == mark ? BatchOutcome.Stored : end <= mark ? BatchOutcome.Had : start > mark ? BatchOutcome.Gap : BatchOutcome.Overlap, answer.Answer.Outcome);
            }

            Take(log, 0, answer);
        }

        private async Task AdvanceAsync(TimeSpan span)
        {
            _now += span;
            _clock.Advance(span);
            try
            {
                _ = await _receiver!.MarksAsync("web1", ["f1"]);
            }
            catch (OperationCanceledException)
            {
                // It is dead.
            }
        }

        /// <summary>It ends in the middle of whatever it does, and with it what was not synced.</summary>
        private async Task CrashAsync(Random chance)
        {
            _callsLeft = 0;
            await _receiver!.DisposeAsync();
            _ledger.KeepsUnknown = chance.Next(2) == 0;
            _ledger.Crash();
            _disk.LosePower(chance);
            _callsLeft = int.MaxValue;
            await StartAsync();
        }

        private async Task RestartAsync()
        {
            await _receiver!.DisposeAsync();
            bool wasDead = _callsLeft == 0;
            _ledger.Crash();
            _callsLeft = wasDead ? int.MaxValue : _callsLeft;
            await StartAsync();
        }

        private async Task StartAsync()
        {
            (string? sick, bool isFull, int left) = (_sick, _isFull, _callsLeft);
            (_sick, _isFull, _callsLeft) = (null, false, int.MaxValue);
            _clock = new TestClock(_now);
            List<ReceiveAlarm> alarms = [];
            _receiver = new BatchReceiver(new ReceiveOptions { Directory = "/", Alarmed = alarms.Add }, _ledger, _disk, _clock);
            Assert.DoesNotContain(alarms, static alarm => alarm.Kind == ReceiveAlarmKind.PartDamaged);
            foreach (string source in s_sources)
            {
                // The answer to the claim may have been lost with the receiver.
                Assert.True(await _receiver.ClaimAsync(source, new SourceClaim("c1", "c1")));
            }

            Look(log => log.Mark);
            (_sick, _isFull, _callsLeft) = (sick, isFull, left);
        }

        /// <summary>The files hold exactly what the marks say.</summary>
        private void Look(Func<Log, int> least)
        {
            List<string> there = [];
            foreach (LedgerPart part in _ledger.Parts)
            {
                string path = _disk.PathOf(part.Source, part.FileName);
                string text = _disk.Names.Contains(path) ? _disk.Text(path) : "";
                Assert.True(part.Length == text.Length, $"{part} has '{text}'");
                Assert.Equal(part.Lines, text.Count(static letter => letter == '\n'));
                there.AddRange(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
                if (part.State == PartState.Sealed)
                {
                    _ = _sealed.TryAdd(path, text);
                    Assert.Equal(_sealed[path], text);
                }
            }

            List<string> expected = [];
            foreach (((string source, string file), Log log) in _logs)
            {
                int mark = (int)(_ledger.FindFile(source, file)?.Mark ?? 0);
                Assert.InRange(mark, least(log), log.Text.Length);
                expected.AddRange(log.Text.ToString(0, mark).Split('\n', StringSplitOptions.RemoveEmptyEntries));
            }

            Assert.Equal(expected.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
        }

        private sealed class Log
        {
            public StringBuilder Text { get; } = new();

            public int Mark { get; set; }
        }
    }
}
