namespace LogStats.Bench.Logs;

/// <summary>The order of the columns: the same fields, and the same number of bytes, in each.</summary>
internal enum AccessLogOrder
{
    /// <summary><c>%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-agent}i" %D</c></summary>
    Combined,

    /// <summary><c>%t %D %>s %b "%r" %h %l %u "%{User-agent}i" "%{Referer}i"</c></summary>
    TimeFirst,
}
