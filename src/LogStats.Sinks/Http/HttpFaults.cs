using LogStats.Faults;

namespace LogStats.Sinks.Http;

/// <summary>What answers mean for the person who has to act on them.</summary>
internal static class HttpFaults
{
    public const string Again = "a message that comes again has the same Idempotency-Key";

    public static LogStatsException Of(string target, HttpAnswer answer) => answer.Status switch
    {
        401 => Fail.SinkAuthentication(target, answer.Reason, "Check the token: -Token, token-file= or token-env=; or the header that the server wants."),
        403 => Fail.SinkAuthentication(target, answer.Reason, "Give the token the right to write there."),
        407 => Fail.SinkAuthentication(target, answer.Reason, "A proxy wants an account. Go around it, for example with NO_PROXY."),
        404 or 405 or 410 => Fail.SinkConnect(target, answer.Reason, "Check the path, and whether the server wants POST or PUT there."),
        408 => Fail.SinkTimeout(target, answer.Reason, $"Run it again later; {Again}."),
        409 => Fail.SinkAway(target, $"it has not done with the same message yet ({answer.Reason})", $"Run it again later; {Again}."),
        425 or 429 or 503 => Fail.SinkAway(target, $"it has too much to do ({answer.Reason})", $"Run it again later; {Again}."),
        501 or 505 => Fail.SinkConnect(target, answer.Reason, "The server does not know what was asked of it. Try without compressing, or the other method."),
        >= 500 => Fail.SinkAway(target, answer.Reason, $"Look at the server's own log, then run it again; {Again}."),
        >= 300 and < 400 => Fail.SinkConnect(target, answer.Elsewhere is null ? $"it sends elsewhere ({answer.Status})" : $"it sends to '{answer.Elsewhere}' ({answer.Status})",
            "Nothing is sent on by itself. Name the place itself, if it is the right one."),
        207 => Fail.SinkRejected(target, $"{answer.Reason}, which takes some rows and not others",
            "Only whole answers are understood. Send one row a message, or to an address that answers for all."),
        415 => Fail.SinkRejected(target, answer.Reason, "Try without compressing, or the other form: JsonArray or JsonLines."),
        _ when answer.Reason.Contains("idempoten", StringComparison.OrdinalIgnoreCase) => Fail.SinkRejected(target, answer.Reason,
            "The server has a message of that name with other words: these rows were sent before, by another version or with other settings. They are there."),
        _ => Fail.SinkRejected(target, answer.Reason, $"Correct that and run it again; {Again}."),
    };
}
