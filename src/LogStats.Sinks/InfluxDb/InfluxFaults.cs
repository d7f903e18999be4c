using LogStats.Faults;

namespace LogStats.Sinks.InfluxDb;

/// <summary>What answers mean for the person who has to act on them.</summary>
internal static class InfluxFaults
{
    public const string Again = "what is there already is not stored twice";

    public static LogStatsException Of(string target, InfluxAnswer answer, bool bucket) => answer.Status switch
    {
        401 => Fail.SinkAuthentication(target, answer.Reason, bucket
            ? "Check the token: InfluxDB 2.x and 3.x take it as -Token, as token-file= or from INFLUX_TOKEN. A server 1.x takes a user and a password, with a database."
            : "Check user and password. InfluxDB 2.x and 3.x take a token, with a bucket."),
        403 => Fail.SinkAuthentication(target, answer.Reason, bucket
            ? "Give the token the right to write to this bucket."
            : "The user lacks the right to write. Say GRANT ALL ON database TO user: of GRANT WRITE and then GRANT READ only the second is left."),
        404 => Fail.SinkConnect(target, answer.Reason, bucket
            ? "Check the names of the bucket and the organization. A server 1.x has databases, no buckets."
            : "Make the database with CREATE DATABASE, or check its name. docs/influxdb.md shows how."),
        _ when answer.Words.Contains("retention policy not found", StringComparison.Ordinal) => Fail.SinkConnect(target, answer.Reason,
            "Make the retention policy on this database with CREATE RETENTION POLICY, or check its name. docs/influxdb.md shows how."),
        _ when answer.Words.Contains("database not found", StringComparison.Ordinal) => Fail.SinkConnect(target, answer.Reason,
            "Make the database with CREATE DATABASE, or check its name. docs/influxdb.md shows how."),
        408 => Fail.SinkTimeout(target, answer.Reason, $"Run it again later; {Again}."),
        429 or 503 => Fail.SinkAway(target, $"it has too much to do ({answer.Status}: {answer.Reason})", $"Run it again later; {Again}."),
        >= 500 when answer.Words.Contains("timeout", StringComparison.Ordinal) =>
            Fail.SinkTimeout(target, answer.Reason, $"Run it again later, or in smaller batches; {Again}."),
        >= 500 => Fail.SinkAway(target, $"it answered {answer.Status}: {answer.Reason}", $"Look at the server's own log, then run it again; {Again}."),
        >= 300 and < 400 => Fail.SinkConnect(target, $"it sends elsewhere ({answer.Status})", "Name the place itself, with https if that is what it wants."),
        _ => Fail.SinkRejected(target, $"it answered {answer.Status}: {answer.Reason}", $"Correct that and run it again; {Again}."),
    };
}
