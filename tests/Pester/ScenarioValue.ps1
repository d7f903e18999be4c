# Compares a result with what its scenario expects; the twin of InvariantText.cs, ValueCheck.cs and ScenarioCheck.cs.

function ConvertTo-InvariantText {
    param([object] $Value)

    $culture = [cultureinfo]::InvariantCulture
    if ($Value -is [string]) { return $Value }
    if ($Value -is [bool]) { return $Value ? 'true' : 'false' }
    if ($Value -is [switch]) { return $Value.IsPresent ? 'true' : 'false' }
    if ($Value -is [enum]) { return $Value.ToString() }
    if ($Value -is [DateTimeOffset] -or $Value -is [datetime]) { return $Value.ToString('o', $culture) }
    if ($Value -is [timespan]) { return $Value.ToString('c', $culture) }
    if ($Value -is [decimal]) { return $Value.ToString('G29', $culture) }
    if ($Value -is [double]) { return $Value.ToString('R', $culture) }
    if ($Value -is [IO.FileSystemInfo]) { return $Value.FullName }
    if ($Value -is [IFormattable]) { return $Value.ToString($null, $culture) }
    $Value.ToString()
}

function Compare-ScenarioScalar {
    param([string] $Where, [object] $Expected, [object] $Actual, [string] $Folder)

    $wanted = $null -eq $Expected ? 'null' : "'$((ConvertTo-InvariantText $Expected).Replace('{dir}', $Folder))'"
    $found = $null -eq $Actual ? 'null' : "'$(ConvertTo-InvariantText $Actual)'"
    if ($wanted -cne $found) { "${Where}: expected $wanted, found $found" }
}

function Compare-ScenarioValue {
    param([string] $Where, [object] $Expected, [object] $Actual, [string] $Folder)

    if ($Expected -is [Collections.IDictionary]) {
        if ($null -eq $Actual) { return "${Where}: expected an object, found null" }
        foreach ($key in $Expected.Keys) {
            $place = "$Where.$key"
            if ($key -eq '@type') {
                Compare-ScenarioScalar $place $Expected[$key] $Actual.GetType().FullName $Folder
            }
            elseif ($Actual -is [Collections.IDictionary]) {
                $known = @($Actual.Keys | Where-Object { (ConvertTo-InvariantText $_) -ceq $key })
                if ($known.Count -eq 0) { "${place}: no such key" }
                else { Compare-ScenarioValue $place $Expected[$key] $Actual[$known[0]] $Folder }
            }
            elseif ($null -eq $Actual.PSObject.Properties[$key]) { "${place}: no such property" }
            else { Compare-ScenarioValue $place $Expected[$key] $Actual.PSObject.Properties[$key].Value $Folder }
        }
    }
    elseif ($Expected -is [array]) {
        if ($Actual -is [string] -or $Actual -isnot [Collections.IEnumerable]) {
            return "${Where}: expected a collection, found $Actual"
        }
        $items = @($Actual.GetEnumerator())
        if ($items.Count -ne $Expected.Count) {
            return "${Where}: expected $($Expected.Count) elements, found $($items.Count)"
        }
        for ($i = 0; $i -lt $items.Count; $i++) { Compare-ScenarioValue "$Where[$i]" $Expected[$i] $items[$i] $Folder }
    }
    else { Compare-ScenarioScalar $Where $Expected $Actual $Folder }
}

function Compare-ScenarioFault {
    param(
        [string] $Where,
        [Collections.IDictionary] $Expected,
        [Management.Automation.ErrorRecord] $Actual,
        [string] $Folder
    )

    $id = $Actual.FullyQualifiedErrorId.Split(',')[0]
    if ($id -cne $Expected['id']) { "${Where}: expected id $($Expected['id']), found $id" }
    $category = "$($Actual.CategoryInfo.Category)"
    if ($Expected['category'] -and $category -cne $Expected['category']) {
        "${Where}: expected category $($Expected['category']), found $category"
    }
    if ($Expected['messageContains']) {
        $part = $Expected['messageContains'].Replace('{dir}', $Folder)
        if (-not "$Actual".Contains($part)) { "${Where}: '$part' is not in '$Actual'" }
    }
}

function Compare-ScenarioResult {
    param([Collections.IDictionary] $Expect, [Collections.IDictionary] $Result, [string] $Folder)

    $objects = $Result.Objects
    if ($Expect.Contains('count') -and $Expect['count'] -ne $objects.Count) {
        "expected $($Expect['count']) objects, found $($objects.Count)"
    }
    $wanted = $Expect['properties'] ?? @()
    for ($i = 0; $i -lt $wanted.Count; $i++) {
        if ($i -ge $objects.Count) { "object ${i}: missing" }
        else { Compare-ScenarioValue "object $i" $wanted[$i] $objects[$i] $Folder }
    }

    $faults = $Expect['errors'] ?? @()
    if ($faults.Count -ne $Result.Errors.Count) {
        "expected $($faults.Count) errors, found $($Result.Errors.Count): $($Result.Errors -join '; ')"
    }
    else {
        for ($i = 0; $i -lt $faults.Count; $i++) {
            Compare-ScenarioFault "error $i" $faults[$i] $Result.Errors[$i] $Folder
        }
    }

    if ($Expect['terminating'] -and $Result.Terminating) {
        Compare-ScenarioFault 'terminating' $Expect['terminating'] $Result.Terminating $Folder
    }
    elseif ($Result.Terminating) { "ended by an error nobody expected: $($Result.Terminating)" }
    elseif ($Expect['terminating']) { "expected to end with $($Expect['terminating']['id']), but did not" }

    foreach ($part in $Expect['warningsContain'] ?? @()) {
        $part = $part.Replace('{dir}', $Folder)
        if (-not @($Result.Warnings).Where({ $_.Contains($part) })) { "no warning contains '$part'" }
    }
    foreach ($entry in ($Expect['files'] ?? @{}).GetEnumerator()) {
        Compare-ScenarioFile $entry.Key $entry.Value $Folder
    }
}

function Compare-ScenarioFile {
    param([string] $Name, [object] $Expected, [string] $Folder)

    $path = Join-Path $Folder $Name
    $wanted = $null -ne $Expected
    if ((Test-Path -LiteralPath $path -PathType Leaf) -ne $wanted) {
        "file ${Name}: expected $($wanted ? 'to exist' : 'to be gone')"
    }
    elseif ($wanted) {
        $bytes = ConvertTo-ScenarioBytes -Content $Expected
        if ([Convert]::ToBase64String($bytes) -cne [Convert]::ToBase64String([IO.File]::ReadAllBytes($path))) {
            "file ${Name}: other content"
        }
    }
}
