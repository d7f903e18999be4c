using LogStats.Envelopes;

namespace LogStats.PgBouncer;

/// <summary><c>database/user</c> as it stands before the peer, either with any character in it, or <c>peer-2</c>.</summary>
internal static class NameParts
{
    private static ReadOnlySpan<byte> NoDatabase => "(nodb)"u8;

    private static ReadOnlySpan<byte> NoUser => "(nouser)"u8;

    /// <summary>Whether the socket's name is this one.</summary>
    public static bool EndsWith(ReadOnlySpan<byte> names, ReadOnlySpan<byte> user)
        => names.Length > user.Length && names.EndsWith(user) && names[names.Length - user.Length - 1] == '/';

    /// <summary>
    /// Reads both. Where the message tells the name as well, that decides which slash parts them; else the first does, and
    /// a second one makes it ambiguous. False where the message's name is not the socket's, and the socket has one.
    /// </summary>
    public static bool Read(ReadOnlySpan<byte> names, ReadOnlySpan<byte> told, scoped ref PgBouncerLine view)
    {
        if (names.StartsWith("peer-"u8) && Digits.TryLong(names[5..], out long id))
        {
            view.PeerId = id;
            return true;
        }

        bool agrees = !told.IsEmpty && EndsWith(names, told);
        int slash = agrees ? names.Length - told.Length - 1
            : names.StartsWith("(nodb)/"u8) ? NoDatabase.Length
            : names.IndexOf((byte)'/');
        if (slash < 0)
        {
            view.IsAmbiguous = true;
            return false;
        }

        ReadOnlySpan<byte> database = names[..slash];
        ReadOnlySpan<byte> user = names[(slash + 1)..];
        view.IsAmbiguous |= !agrees && slash != NoDatabase.Length && user.Contains((byte)'/');
        view.PoolDatabase = database.SequenceEqual(NoDatabase) ? default : database;
        view.Database = view.PoolDatabase;
        bool isNamed = !user.SequenceEqual(NoUser);
        if (told.IsEmpty)
        {
            view.User = isNamed ? user : default;
        }

        return agrees || !isNamed;
    }
}
