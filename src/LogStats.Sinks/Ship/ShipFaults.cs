using System.Globalization;
using LogStats.Faults;
using LogStats.Sinks.Http;

namespace LogStats.Sinks.Ship;

/// <summary>What the answers of a receiver mean for the person who has to act on them.</summary>
internal static class ShipFaults
{
    public const string Away = "Check the name and the port, and that the receiver runs. Nothing is lost: what it did not answer for is still in its log.";

    private const string Later = "Nothing is lost: what it did not answer for is still in its log. Run it again later.";

    public static LogStatsException Of(string target, ShipAnswer answer)
    {
        string reason = new HttpAnswer(answer.Status, answer.Body).Reason;
        return answer.Status switch
        {
            401 => Fail.SinkAuthentication(target, reason, "Check the token, and that the receiver knows it."),
            403 => Fail.SinkAuthentication(target, reason, "Have this source let in at the receiver."),
            407 => Fail.SinkAuthentication(target, reason, "A proxy wants an account. Go around it, for example with NO_PROXY."),
            404 or 405 or 410 => Fail.SinkConnect(target, reason, "Check the address: it is that of 'logstats receive'. A receiver of the old form is sent to with the protocol 'upload'."),
            408 => Fail.SinkTimeout(target, reason, Later),
            413 => Fail.SinkRejected(target, reason, "Send smaller batches, or let the receiver take longer ones."),
            415 => Fail.SinkRejected(target, reason, "Send without compressing."),
            425 or 429 or 503 => Fail.SinkAway(target, $"it has too much to do ({reason})", Later),
            507 => Fail.SinkAway(target, $"it has no room left ({reason})", "Make room at the receiver. Nothing is lost: what it did not answer for is still in its log."),
            501 or 505 => Fail.SinkConnect(target, reason, "Check the address: it is that of 'logstats receive'."),
            >= 500 => Fail.SinkAway(target, reason, $"Look at the receiver's own log. {Later}"),
            >= 300 and < 400 => Fail.SinkConnect(target, $"it sends elsewhere ({answer.Status})", "Nothing is sent on by itself. Name the place itself, if it is the right one."),
            409 or (>= 200 and < 300) => NoAnswer(target, answer.Status),
            _ => Fail.SinkRejected(target, reason, "Sender and receiver do not understand each other: look whether they are of one version."),
        };
    }

    /// <summary>Something answered that is no receiver, or not for itself.</summary>
    public static LogStatsException NoAnswer(string target, int status) => Fail.SinkAway(target,
        string.Create(CultureInfo.InvariantCulture, $"what it answered ({status}) is no answer of a receiver"),
        "Check the address, and what stands between here and there. Nothing counts as sent for which the receiver itself did not answer.");

    public static LogStatsException Timeout(string target, TimeSpan after) => Fail.SinkTimeout(target,
        string.Create(CultureInfo.InvariantCulture, $"nothing came within {after.TotalSeconds:0.#} s"), Later);

    /// <summary>The sender itself was told to end.</summary>
    public static LogStatsException Ended(string target) => Fail.SinkAway(target, "the sender was ended before it had an answer", Later);

    public static LogStatsException Claimed(string target) => Fail.SourceClaimed(target);
}
