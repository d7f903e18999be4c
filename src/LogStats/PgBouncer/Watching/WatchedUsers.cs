using LogStats.Alerts;

namespace LogStats.PgBouncer.Watching;

/// <summary>Who is watched by a name: the user's, or the user's with @ and the database. Either may hold an @ itself.</summary>
internal sealed class WatchedUsers
{
    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<(string User, string Database), int> _pairs = [];

    public WatchedUsers(IEnumerable<string> names, AlertEngine engine)
    {
        foreach (string name in names)
        {
            int subject = engine.Find(name);
            _users[name] = subject;
            for (int at = name.IndexOf('@', StringComparison.Ordinal); at >= 0; at = name.IndexOf('@', at + 1))
            {
                _pairs[(name[..at], name[(at + 1)..])] = subject;
            }
        }
    }

    /// <summary>Puts in <paramref name="seen"/> who a login shows.</summary>
    public int Find(in PgBouncerLine login, Span<int> seen)
    {
        if (_users.Count == 0 || PgBouncerText.Text(login.User) is not { } user)
        {
            return 0;
        }

        int found = 0;
        if (_users.TryGetValue(user, out int subject))
        {
            seen[found++] = subject;
        }

        if (_pairs.Count > 0 && PgBouncerText.Text(login.Database) is { } database && _pairs.TryGetValue((user, database), out int pair))
        {
            seen[found++] = pair;
        }

        return found;
    }
}
