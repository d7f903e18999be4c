using LogStats.Envelopes;

namespace LogStats.PgBouncer;

/// <summary>What pgbouncer writes of a connection, behind the socket. Each message is read from its end where it has one.</summary>
internal static class MessageText
{
    /// <summary><c> (age=</c>, 19 digits, <c>s)</c></summary>
    private const int LongestAge = 27;

    /// <param name="text">The message.</param>
    /// <param name="names">What stands before the peer: the database and the name, or another pooler's number.</param>
    /// <param name="judge">Whether anybody asks how well it fits: to know costs more than to read.</param>
    /// <param name="view">Takes what the message tells.</param>
    public static MessageFit Read(ReadOnlySpan<byte> text, ReadOnlySpan<byte> names, bool judge, scoped ref PgBouncerLine view)
    {
        view.Message = text;
        if (text.IsEmpty)
        {
            view.Type = Other(in view);
            return MessageFit.None;
        }

        switch (text[0])
        {
            case (byte)'c' when text.StartsWith("closing because: "u8):
                return Closing(text[17..], names, judge, ref view);
            case (byte)'l' when text.StartsWith("login attempt: db="u8):
                view.Type = PgBouncerEventType.Login;
                return Login(text[18..], names, ref view);
            case (byte)'l' when text.StartsWith("login failed: db="u8):
                view.Type = PgBouncerEventType.LoginFailed;
                view.IsLoginFailure = true;
                return Asked(text[17..], names, ref view);
            case (byte)'p' or (byte)'P' when text.StartsWith("pooler error: "u8) || text.StartsWith("Pooler Error: "u8):
                NameParts.Read(names, default, ref view);
                view.Type = PgBouncerEventType.PoolerError;
                view.Reason = text[14..];
                return judge ? OfReason(ref view) : MessageFit.None;
            case (byte)'n' when text.StartsWith("new connection to server"u8):
                return NewServer(text[24..], names, ref view);
            case (byte)'n' when text.StartsWith("no such user: "u8):
                view.Type = Other(in view);
                view.User = text[14..];
                return NameParts.Read(names, view.User, ref view) ? MessageFit.Variable : MessageFit.None;
            case (byte)'t' or (byte)'T' when KnownReasons.Begins(text, "taking connection from reserve_pool"u8):
                NameParts.Read(names, default, ref view);
                view.Type = PgBouncerEventType.ReservePool;
                return MessageFit.Fixed;
            default:
                NameParts.Read(names, default, ref view);
                view.Type = Other(in view);
                return text.StartsWith("SSL established: "u8) ? MessageFit.Fixed
                    : text.StartsWith("unsupported startup parameter"u8) || text.StartsWith("registered new auto-database: "u8)
                        || text.StartsWith("invalid SCRAM secret for user "u8) || text.StartsWith("prepared statement '"u8) ? MessageFit.Variable
                    : MessageFit.None;
        }
    }

    /// <summary>The type of a message that is none of those that have one.</summary>
    public static PgBouncerEventType Other(in PgBouncerLine view)
        => view.Level is [(byte)'W' or (byte)'E' or (byte)'F', ..] ? PgBouncerEventType.Error : PgBouncerEventType.Notice;

    /// <summary><c>REASON (age=N)</c> or <c>REASON (age=Ns)</c></summary>
    private static MessageFit Closing(ReadOnlySpan<byte> text, ReadOnlySpan<byte> names, bool judge, scoped ref PgBouncerLine view)
    {
        NameParts.Read(names, default, ref view);
        view.Type = PgBouncerEventType.Close;
        view.Reason = text;
        bool ends = Age(ref view.Reason, out view.Age);
        view.IsLoginFailure = view.Side == PgBouncerSide.Client && KnownReasons.IsLoginFailure(view.Reason);
        if (view.IsLoginFailure && view.Database.IsEmpty && KnownReasons.Begins(view.Reason, "no such database: "u8))
        {
            view.Database = view.Reason[18..];
        }

        return ends && judge ? OfReason(ref view) : MessageFit.None;
    }

    private static MessageFit OfReason(scoped ref PgBouncerLine view)
        => KnownReasons.IsVariable(view.Reason) ? MessageFit.Variable
            : KnownReasons.IsFixed(view.Reason) ? MessageFit.Fixed : MessageFit.Shaped;

    private static bool Age(scoped ref ReadOnlySpan<byte> text, out long age)
    {
        age = -1;
        ReadOnlySpan<byte> rest = text;
        if (rest is not [.., (byte)')'])
        {
            return false;
        }

        rest = rest is [.., (byte)'s', _] ? rest[..^2] : rest[..^1];
        int digits = Digits.Back(rest, out long seconds);
        if (digits == 0 || digits > LongestAge - 8 || !rest[..^digits].EndsWith(" (age="u8) || !Digits.TryLong(rest[^digits..], out seconds))
        {
            return false;
        }

        age = seconds;
        text = rest[..^(digits + 6)];
        return true;
    }

    /// <summary><c>D user=U</c>, since 1.7 with <c> tls=…</c>, since 1.23 with <c> replication=…</c> behind it.</summary>
    private static MessageFit Login(ReadOnlySpan<byte> text, ReadOnlySpan<byte> names, scoped ref PgBouncerLine view)
    {
        LastWord(ref text, " replication="u8, out view.Replication);
        LastWord(ref text, " tls="u8, out view.Tls);
        return Asked(text, names, ref view);
    }

    private static void LastWord(scoped ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> front, out ReadOnlySpan<byte> word)
    {
        word = default;
        int blank = text.LastIndexOf((byte)' ');
        if (blank >= 0 && text[blank..].StartsWith(front))
        {
            word = text[(blank + front.Length)..];
            text = text[..blank];
        }
    }

    /// <summary>
    /// <c>D user=U</c>, or <c>D</c> alone. Both may hold anything, so that the name which the socket has decides where one
    /// ends. It fits where it agrees with the socket, or the socket has no name yet.
    /// </summary>
    private static MessageFit Asked(ReadOnlySpan<byte> text, ReadOnlySpan<byte> names, scoped ref PgBouncerLine view)
    {
        int first = text.IndexOf(" user="u8);
        if (first < 0)
        {
            NameParts.Read(names, default, ref view);
            view.Database = text;
            return MessageFit.Variable;
        }

        for (int at = first; ;)
        {
            ReadOnlySpan<byte> user = text[(at + 6)..];
            if (NameParts.EndsWith(names, user))
            {
                NameParts.Read(names, user, ref view);
                view.Database = text[..at];
                view.User = user;
                return MessageFit.Variable;
            }

            int next = text[(at + 1)..].IndexOf(" user="u8);
            if (next < 0)
            {
                break;
            }

            at += 1 + next;
        }

        bool unnamed = names.EndsWith("/(nouser)"u8);
        view.IsAmbiguous |= text[(first + 1)..].IndexOf(" user="u8) >= 0;
        NameParts.Read(names, default, ref view);
        view.Database = text[..first];
        view.User = text[(first + 6)..];
        return unnamed ? MessageFit.Variable : MessageFit.None;
    }

    /// <summary>Nothing more, or <c> (from IP:PORT)</c>.</summary>
    private static MessageFit NewServer(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> names, scoped ref PgBouncerLine view)
    {
        NameParts.Read(names, default, ref view);
        view.Type = PgBouncerEventType.ServerConnect;
        if (rest.StartsWith(" (from "u8) && rest[^1] == ')')
        {
            view.LocalAddress = rest[7..^1];
        }

        return rest.IsEmpty || !view.LocalAddress.IsEmpty ? MessageFit.Fixed : MessageFit.None;
    }
}
