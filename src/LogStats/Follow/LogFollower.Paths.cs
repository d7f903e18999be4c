namespace LogStats.Follow;

/// <summary>Which paths there are.</summary>
public sealed partial class LogFollower
{
    /// <summary>Takes up files that are new to a wildcard and drops those that are no more.</summary>
    private void Refresh(bool atStart)
    {
        DropGone();
        if (!_set.Look(out List<string> matches, out HashSet<string> rotated) && !atStart)
        {
            return;
        }

        bool atEnd = atStart && _options.From == FollowStart.End;
        HashSet<string> withRotated = atStart && !atEnd ? RotatedName.Lives(rotated, [.. matches, .. _set.Named]) : [];
        foreach (string path in (IEnumerable<string>)[.. atStart ? _set.Named : [], .. matches])
        {
            if (_paths.ContainsKey(path))
            {
                continue;
            }

            FollowedPath added = Add(path);
            if (withRotated.Contains(path))
            {
                added.BeginWithRotated();
            }

            added.Begin(atEnd);
            if (_open >= _options.MaximumOpen)
            {
                added.Close();
            }

            _open += added.IsOpen ? 1 : 0;
        }
    }

    private void DropGone()
    {
        foreach (FollowedPath gone in _restless.Where(path => path.IsGone).ToList())
        {
            Note(gone, Looked.AtEnd);
            _ = _restless.Remove(gone);
            _open -= gone.IsOpen ? 1 : 0;
            gone.Dispose();
            gone.IsDropped = true;
            _ = _paths.Remove(gone.Path);
            _dropped = true;
        }
    }

    private FollowedPath Add(string path)
    {
        FollowedPath added = new(_options, _scratch, _clock, path, _set.IsNamed(path));
        _ = _restless.Add(added);
        _ = _moved.Add(added);
        return _paths[path] = added;
    }
}
