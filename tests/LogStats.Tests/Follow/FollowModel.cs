using LogStats.Follow;
using static LogStats.Tests.Follow.FollowModelTests;

namespace LogStats.Tests.Follow;

/// <summary>Writes and rotates, and keeps account of what a follower has to give.</summary>
internal sealed class FollowModel : IDisposable
{
    private readonly LogFolder _log = new();
    private readonly List<Written> _written = [];
    private readonly List<(IReadOnlyList<FollowPosition> Positions, int Saved)> _states = [];
    private readonly HashSet<int> _deleted = [];
    private readonly Dictionary<int, int> _files = []; // the number of a file's generation by the number in its name
    private int _generation;
    private int _number;
    private string _part = "";
    private int _given;
    private int _saved;

    public FollowModel(int block)
    {
        _log.Options = _log.Options with { BlockSize = block, LookLength = block * 4 };
        _log.Drain().Commit(); // What was rotated before a follower began is not its matter.
    }

    public void Do(Act act, int count)
    {
        switch (act)
        {
            case Act.Append:
                Append(count);
                break;
            case Act.AppendPart:
                string part = $"{_number++:d4}p";
                _log.Append(part);
                _part += part;
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
            case Act.CompressOldest when _files.Keys.OrderDescending().Select(number => $"app.log.{number}").FirstOrDefault(_log.Exists) is { } plain:
                _log.Compress(plain);
                break;
            case Act.DeleteOldest when Oldest() is { } oldest:
                Delete(oldest);
                break;
            case Act.Look:
                _log.Look();
                break;
            case Act.Drain:
                _log.Drain();
                break;
            case Act.Commit:
                Commit();
                break;
            case Act.CommitAndRestart:
                Commit();
                _log.Stop();
                break;
            case Act.Restart:
                Check();
                _given = _saved;
                _log.Lines.RemoveRange(_given, _log.Lines.Count - _given);
                _log.Stop();
                break;
            case Act.RestoreOldState when _states.Count > 0:
                GoBack(count * _states.Count / 5);
                break;
        }

        Check();
    }

    /// <summary>As from a backup: what was saved since comes again, but for what is no more.</summary>
    private void GoBack(int number)
    {
        Check();
        (IReadOnlyList<FollowPosition> Positions, int Saved) state = _states[number];
        _states.RemoveRange(number + 1, _states.Count - number - 1); // Those are of a course of things that was not taken.
        _log.Stop();
        _log.Store.Forget("default");
        Assert.True(_log.Store.SaveAsync("default", state.Positions, [], default).IsCompletedSuccessfully);
        (_given, _saved) = (state.Saved, state.Saved);
        _log.Lines.RemoveRange(_given, _log.Lines.Count - _given);
        for (int line = AccountOf(_saved); line < _written.Count; line++)
        {
            _written[line] = _deleted.Contains(_written[line].Generation) ? _written[line] with { MayMiss = true } : _written[line];
        }
    }

    /// <summary>One more line, so that all before it has a successor; then nothing may be missing.</summary>
    public void End()
    {
        Append(1);
        _log.Drain();
        Check();
        Assert.Equal(_written.Count, Account());
    }

    public void Dispose() => _log.Dispose();

    private void Append(int count)
    {
        for (int line = 0; line < count; line++)
        {
            string text = _part + $"{_number++:d4}" + new string('x', _number % 13);
            _log.Append(text[_part.Length..] + (_number % 5 == 0 ? "\r\n" : "\n"));
            _written.Add(new Written(text, _generation));
            _part = "";
        }
    }

    private void Rotated()
    {
        if (_part.Length > 0)
        {
            _written.Add(new Written(_part + "…", _generation));
            _part = "";
        }

        for (int number = 30; number >= 1; number--)
        {
            if (_files.Remove(number, out int generation))
            {
                _files[number + 1] = generation;
            }
        }

        _files[1] = _generation++;
    }

    private string? Oldest()
    {
        if (_files.Count == 0)
        {
            return null;
        }

        string name = $"app.log.{_files.Keys.Max()}";
        return _log.Exists(name) ? name : name + ".gz";
    }

    private void Delete(string name)
    {
        _log.Delete(name);
        int number = _files.Keys.Max();
        int safe = AccountOf(_saved);
        for (int line = safe; line < _written.Count; line++)
        {
            _written[line] = _written[line].Generation == _files[number] ? _written[line] with { MayMiss = true } : _written[line];
        }

        _ = _deleted.Add(_files[number]);
        _ = _files.Remove(number);
    }

    private void Commit()
    {
        Check();
        _log.Commit();
        _saved = _log.Lines.Count;
        _states.Add((_log.Store.Load("default"), _saved));
    }

    private void Check()
    {
        _given = _log.Lines.Count;
        _ = Account();
    }

    private int Account() => AccountOf(_given);

    /// <summary>Up to where the written lines are accounted for by so many given ones.</summary>
    private int AccountOf(int given)
    {
        int at = 0;
        for (int line = 0; line < given; line++)
        {
            while (at < _written.Count && _written[at].Text != _log.Lines[line] && _written[at].MayMiss)
            {
                at++;
            }

            Assert.True(at < _written.Count, $"'{_log.Lines[line]}' was given though nothing of the kind was due");
            Assert.Equal(_written[at].Text, _log.Lines[line]);
            at++;
        }

        while (given == _log.Lines.Count && at < _written.Count && _written[at].MayMiss)
        {
            at++;
        }

        return at;
    }

    private readonly record struct Written(string Text, int Generation, bool MayMiss = false);
}
