using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat;

namespace LogStats.Tests.Tstat;

/// <summary>Logs without flows are rows by the names of their columns.</summary>
public sealed class RowTests
{
    [Fact]
    public void A_row_has_its_columns_in_their_order()
    {
        TstatRow row = Assert.IsType<TstatRow>(Assert.Single(TstatLog.Read("#c_ip:1 c_port:2 nick:3 msg:4\n192.0.2.4 40112 - bad\"quote\n")));
        Assert.Equal(["c_ip", "c_port", "nick", "msg"], row.Columns.Keys.Cast<string>());
        Assert.Equal(["192.0.2.4", "40112", null, "bad\"quote"], row.Columns.Values.Cast<string?>());
        Assert.Contains("\\\"c_port\\\":\\\"40112\\\"", JsonRow.Of(row), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_of_video_is_rows_though_it_tells_all_that_a_flow_needs()
    {
        string header = TstatLog.Tcp.TrimEnd() + " vd_type_cont:12\n";
        Assert.IsType<TstatRow>(Assert.Single(TstatLog.Read(
            header + "192.0.2.4 40000 100 2 203.0.113.9 443 5000 7 1591902179768.059082 1591902180768.059082 1000.000000 3\n")));
    }

    /// <summary>Its values hold blanks, so it parts them by TABs; requests and responses have a header each.</summary>
    [Fact]
    public void A_log_of_HTTP_has_two_kinds_of_rows()
    {
        const string log = "#31#c_ip:1\tc_port:2\ts_ip:3\ts_port:4\ttime_abs:5\tmethod:6\thostname:7\tuser_agent:8\n"
            + "#31#c_ip:1\tc_port:2\ts_ip:3\ts_port:4\ttime_abs:5\tHTTP:6\tresponse:7\tserver:8\n"
            + "192.0.2.4\t40000\t203.0.113.9\t80\t1591902179.5\tGET\twww.example.org\tMozilla/5.0 (X11; Linux)\n"
            + "192.0.2.4\t40000\t203.0.113.9\t80\t1591902179.6\tHTTP\t200\tnginx 1.2\n"
            + "192.0.2.4\t40000\t203.0.113.9\t80\t1591902179.6\tHTTP\t200\n";
        TstatRow[] rows = [.. TstatLog.Read(System.Text.Encoding.UTF8.GetBytes(log), null, out ScanCounts counts).Cast<TstatRow>()];
        Assert.Equal(("Mozilla/5.0 (X11; Linux)", "nginx 1.2"), (rows[0].Columns["user_agent"], rows[1].Columns["server"]));
        Assert.Equal((2, 2, 1), (counts.Records, counts.Skipped, counts.Rejected));
    }

    [Fact]
    public void Neither_documents_nor_sums_have_anything_of_them()
    {
        const string log = "#c_ip:1 nick:2\n192.0.2.4 -\n";
        Assert.Empty(TstatLog.Read(System.Text.Encoding.UTF8.GetBytes(log), TstatLog.Usual with { Shape = TstatShape.Original }, out ScanCounts counts));
        Assert.Equal(["header", "other-log"], counts.Reasons.Select(reason => reason.Reason.Id));
        Assert.Equal(0, TstatLog.Measure(log).Total.Flows);
    }

    [Fact]
    public void Every_row_has_a_name()
        => Assert.Equal(2, TstatLog.Read("#a:1 b:2\n1 2\n1 2\n").Select(record => record.GetKey()).Where(key => key != default(RecordKey)).Distinct().Count());
}
