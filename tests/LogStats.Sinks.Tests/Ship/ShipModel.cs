using System.Text;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Ship;
using LogStats.Tests.Follow;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>Writes and rotates a log, sends it with faults, restores and forgets, and keeps account of what has to be at the receiver.</summary>
internal sealed class ShipModel : IDisposable
{
    private readonly LogFolder _log = new();
    private readonly ReceiverModel _receiver = new();
    private readonly MemoryCheckpoints _store = new();
    private readonly List<StringBuilder> _generations = [new()];
    private readonly HashSet<int> _mayMiss = [];
    private readonly Queue<Fate> _fates = [];
    private readonly List<Action> _backups = [];
    private readonly List<Action> _states = [];
    private readonly int _batch;
    private readonly bool _hasHeader;
    private int _number;
    private bool _isPart;

    public ShipModel(int batch, bool hasHeader)
    {
        (_batch, _hasHeader) = (batch, hasHeader);
        Run(); // What was rotated before a sender began is not its matter.
    }

    public static bool IsSkipped(string line) => line.Contains("skip", StringComparison.Ordinal);

    public void Do(Act act, int count)
    {
        switch (act)
        {
            case Act.Append:
                Append(count);
                break;
            case Act.AppendPart when !_isPart:
                _isPart = true;
                Write($"{_number++:d4}part ");
                break;
            case Act.Rename or Act.RenameAndCreate when _log.Exists():
                _log.Rename();
                Rotated();
                _ = act == Act.RenameAndCreate ? _log.Append("") : _log;
                break;
            case Act.CopyTruncate when _log.Exists():
                _log.CopyTruncate();
                Rotated();
                break;
            case Act.Compress when Enumerable.Range(1, 60).Select(static number => $"app.log.{number}").LastOrDefault(_log.Exists) is { } plain:
                _log.Compress(plain);
                break;
            case Act.Send:
                Run();
                break;
            case Act.SendAndDie:
                _fates.Clear();
                Fates(Fate.Answered, count);
                Run(_number % 2 == 0 ? Fate.Dead : Fate.DeadAfter);
                break;
            case Act.Lose:
                Fates(Fate.Lost, 1);
                break;
            case Act.LoseAnswer:
                Fates(Fate.Answered, count % 3);
                Fates(Fate.AnswerLost, 1);
                break;
            case Act.BackUp:
                _backups.Add(_receiver.Backup());
                _states.Add(_store.Backup("default"));
                break;
            case Act.RestoreReceiver when _backups.Count > 0:
                _backups[count % _backups.Count]();
                break;
            case Act.RestoreSender when _states.Count > 0:
                _states[count % _states.Count]();
                break;
            case Act.ForgetSender:
                _store.Forget("default");
                break;
        }
    }

    /// <summary>One more line, so that all before it has a successor; then nothing may be missing, and nothing be there twice.</summary>
    public void End()
    {
        Append(1);
        _fates.Clear();
        Run();
        Append(1);
        Run();
        List<string> has = [.. _receiver.Texts.Values.Where(static text => text.Length > 0)];
        for (int generation = 0; generation < _generations.Count; generation++)
        {
            string due = Kept(_generations[generation].ToString());
            if (!has.Remove(due) && due.Length > 0 && !_mayMiss.Contains(generation))
            {
                Assert.Fail($"generation {generation} is not there as it was written:\n{due}\nthere is\n{string.Join("\n--\n", _receiver.Texts.Select(static one => one.Key + ":\n" + one.Value))}");
            }
        }

        Assert.True(has.Count == 0, $"too much is there:\n{string.Join("\n--\n", has)}");
        Assert.Equal(0, _receiver.Losses);
    }

    public void Dispose() => _log.Dispose();

    private static string Kept(string text)
        => string.Concat(text.Split('\n').Select((line, at) => at < text.Count(static one => one == '\n') ? line + "\n" : line).Where(static line => !IsSkipped(line)));

    private void Append(int count)
    {
        for (int line = 0; line < count; line++)
        {
            if (_hasHeader && _generations[^1].Length == 0)
            {
                Write("#Version: 1.0\r\n");
            }

            _number++;
            Write($"{_number:d4}{new string('x', _number % 13)}{(_number % 4 == 0 ? " skip" : "")}{(_number % 5 == 0 ? "\r\n" : "\n")}");
            _isPart = false;
        }
    }

    private void Write(string text)
    {
        _log.Append(text);
        _generations[^1].Append(text);
    }

    private void Rotated()
    {
        _isPart = false;
        _generations.Add(new());
    }

    private void Fates(Fate fate, int count)
    {
        for (int one = 0; one < count; one++)
        {
            _fates.Enqueue(fate);
        }
    }

    private void Run(Fate last = Fate.Answered)
    {
        if (_store.Load("default").Count == 0)
        {
            // Nobody knows of files that were rotated before, but for those that the receiver knows, and what came after them.
            for (int old = 0; old < _generations.Count - 1 && !IsKnown(old); old++)
            {
                _ = _mayMiss.Add(old);
            }
        }

        _receiver.IsQuiet = true;
        RunAsync(last).GetAwaiter().GetResult();
    }

    private bool IsKnown(int generation)
    {
        string kept = Kept(_generations[generation].ToString());
        return kept.Length > 0 && _receiver.Texts.Values.Any(text => text.Length > 0 && kept.StartsWith(text, StringComparison.Ordinal));
    }

    private async Task RunAsync(Fate last)
    {
        ShipOptions options = new()
        {
            Address = new Uri("http://localhost"),
            BatchLines = _batch,
            Linger = TimeSpan.Zero,
            Skip = ["skip"],
            Clock = new QuickClock(),
            Retry = new RetryOptions { Tries = int.MaxValue, FirstWait = TimeSpan.FromTicks(1), LongestWait = TimeSpan.FromTicks(1) },
        };
        FollowOptions follow = _log.Options with { Store = _store, PollInterval = TimeSpan.FromTicks(1) };
        ModelReceiver receiver = new(_receiver, () => _fates.TryDequeue(out Fate fate) ? fate : last);
        await using BatchSender sender = new(options, follow, receiver);
        try
        {
            string state = "";
            using CancellationTokenSource late = new(TimeSpan.FromMinutes(1));
            using CancellationTokenRegistration look = late.Token.Register(() => state = sender.ToString());
            await sender.RunAsync(once: true, late.Token);
            Assert.False(late.IsCancellationRequested, $"it never came to an end: {state}");
            Assert.Equal(sender.Account.Read, sender.Account.Sent + sender.Account.Had + sender.Account.Skipped);
        }
        catch (LogStatsException fault) when (fault.Message.Contains("killed", StringComparison.Ordinal))
        {
            // As it was told to be.
        }
    }
}

/// <summary>What can happen.</summary>
public enum Act
{
    Append,
    AppendPart,
    Rename,
    RenameAndCreate,
    CopyTruncate,
    Compress,
    Send,
    SendAndDie,
    Lose,
    LoseAnswer,
    BackUp,
    RestoreReceiver,
    RestoreSender,
    ForgetSender,
}
