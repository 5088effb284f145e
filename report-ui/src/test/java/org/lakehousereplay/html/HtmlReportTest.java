package org.lakehousereplay.html;

class HtmlReportTest {}
