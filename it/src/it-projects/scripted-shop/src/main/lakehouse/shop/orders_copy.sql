/* @metric
description: the orders as they came
key: [order_id]
*/
COPY orders
